/** Gatherings: what is invited, how large the invitation is, and that its QR can be read. */
import decodeQr from 'qr/decode.js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { isExpired, parseInvitation } from '#core/invitation.ts';
import { OFFICE_PATHS, problem } from '#core/office-api.ts';
import { gathering, gatheringList, invitationSize } from '#core/office-gathering-api.ts';
import { publicKeyOf, sealCheckOf } from '#server/keys.ts';
import { newGathering } from '../support/field.ts';
import { makeGathering, openFieldOffice } from '../support/office-with-field.ts';
import { ORIGIN } from '../support/real-office.ts';

describe('a gathering', () => {
  test('has an invitation that the office sealed, in the zone of its place', async () => {
    await using at = await openFieldOffice();
    const shown = (await at.organise(OFFICE_PATHS.gathering(at.gathering.id))).read(gathering);
    expect(shown).toEqual(at.gathering);
    expect(shown.startsAtMs).toBe(Date.UTC(2024, 9, 6, 23, 30));
    expect(shown.expiresAtMs).toBe(Date.UTC(2024, 9, 9, 23, 30));
    expect(shown.expected).toBe(12);
    const parsed = parseInvitation(shown.invitation.url);
    if (!parsed.ok) throw new Error('no invitation');
    const { invitation, sealed, origin, bytes } = parsed.value;
    expect(origin).toBe(ORIGIN);
    expect(invitation.gathering).toMatchObject({ title: shown.title, zone: 'WITA' });
    expect(isExpired(invitation, shown.expiresAtMs)).toBe(true);
    expect(shown.invitation.size).toEqual({ bytes: bytes.length, bytesMax: 350, bytesOver: 0 });
    const [point = new Uint8Array(65)] = at.office.context.keys.publicKeys;
    const key = publicKeyOf(point);
    expect(key !== null && (await sealCheckOf(key)(sealed.message, sealed.seal))).toBe(true);
  });

  test('is listed with the latest first', async () => {
    await using at = await openFieldOffice();
    const later = await makeGathering(at, {
      ...newGathering(at.programme.id),
      startsAt: '2024-10-08T07:30',
    });
    const list = (await at.organise(OFFICE_PATHS.gatherings)).read(gatheringList);
    expect(list.gatherings.map(({ id }) => id)).toEqual([later.id, at.gathering.id]);
  });

  test('refuses a day that no calendar has, and an end before its start', async () => {
    await using at = await openFieldOffice();
    const make = (change: object): Promise<unknown> =>
      at
        .organise(OFFICE_PATHS.gatherings, {
          method: 'POST',
          body: { ...newGathering(at.programme.id), ...change },
        })
        .then((answer) => answer.read(problem).fields);
    expect(await make({ startsAt: '2024-02-31T07:30' })).toEqual([
      { path: 'startsAt', rule: 'invalid' },
    ]);
    expect(await make({ startsAt: 'besok' })).toEqual([{ path: 'startsAt', rule: 'invalid' }]);
    expect(await make({ endsAt: '2024-10-07T07:00' })).toEqual([
      { path: 'endsAt', rule: 'before-start' },
    ]);
    expect(await make({ invites: { signatories: [] } })).toEqual([
      { path: 'invites', rule: 'missing' },
    ]);
    expect(await make({ invites: 'some' })).toEqual([{ path: 'invites', rule: 'invalid' }]);
  });
});

describe('an invitation', () => {
  test('is measured before, and refused above 350 bytes with how many are too many', async () => {
    await using at = await openFieldOffice();
    const draft = {
      ...newGathering(at.programme.id),
      title: 'Sosialisasi '.repeat(10).slice(0, 120),
      place: 'Gedung pertemuan '.repeat(7).slice(0, 119),
    };
    const measured = await at.organise(OFFICE_PATHS.invitationSize, {
      method: 'POST',
      body: draft,
    });
    const size = measured.read(invitationSize);
    expect(size.bytesOver).toBe(size.bytes - 350);
    expect(size.bytesOver).toBeGreaterThan(0);
    const refused = await at.organise(OFFICE_PATHS.gatherings, { method: 'POST', body: draft });
    expect(refused.status).toBe(413);
    const { title, detail, fields } = refused.read(problem);
    expect(title).toBe('too-large');
    expect(fields).toEqual([{ path: 'title', rule: 'too-long' }]);
    // The preview takes the longest validity, which needs two bytes more than three days.
    expect(size.bytesOver - Number(detail)).toBeLessThanOrEqual(2);
    const place = draft.place.slice(0, -size.bytesOver);
    const fits = await makeGathering(at, { ...draft, place });
    expect(fits.invitation.size.bytes).toBeGreaterThan(345);
    expect(fits.invitation.qrVersion).toBeLessThanOrEqual(16);
  });

  test('is read back from its picture', async () => {
    await using at = await openFieldOffice();
    const { id, invitation } = at.gathering;
    const answer = await at.organise(`${OFFICE_PATHS.qrPng(id)}?size=800`);
    expect(answer.headers['content-type']).toBe('image/png');
    const { width, height, data } = PNG.sync.read(Buffer.from(answer.bytes));
    expect(width).toBeGreaterThan(700);
    expect(decodeQr({ width, height, data })).toBe(invitation.url);
    const svg = await at.organise(OFFICE_PATHS.qrSvg(id));
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    const small = await at.organise(`${OFFICE_PATHS.qrPng(id)}?size=10`);
    expect(small.status).toBe(422);
  });
});

describe('who is invited', () => {
  test('is everyone, an agency with all below it, a category, or people by number', async () => {
    await using at = await openFieldOffice({ people: 25 });
    const expected = async (invites: Parameters<typeof makeGathering>[1]['invites']) =>
      (await makeGathering(at, { ...newGathering(at.programme.id), invites })).expected;
    expect(await expected('all')).toBe(25);
    expect(await expected({ agencies: [1, 3], categories: [] })).toBe(15);
    expect(await expected({ agencies: [], categories: ['asn'] })).toBe(25);
    expect(await expected({ signatories: [1, 2, 2, 999] })).toBe(2);
    const { sqlite } = at.office.context.database;
    sqlite.exec('update agencies set parent_no = 1 where no = 2');
    expect(await expected({ agencies: [1], categories: [] })).toBe(20);
  });
});
