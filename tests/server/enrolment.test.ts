/** How devices get permission: the same key is answered the same, a code serves once. */
import { describe, expect, test } from 'vitest';
import { PATHS, packagePath } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { encodeEnrolmentRequest, parseGrant } from '#core/enrolment.ts';
import { parseInvitation } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { stationList } from '#core/office-gathering-api.ts';
import { parsePackage } from '#core/package.ts';
import { sealBody } from '#core/seal.ts';
import { decodeRoster } from '#core/roster.ts';
import { enrol } from '#server/field/enrolment.ts';
import { prepareEnrolment } from '../../scripts/demo/field-device.ts';
import { enrolDevice, listed, newGathering, postEnrolment, signing } from '../support/field.ts';
import { type FieldOffice, makeGathering, openFieldOffice } from '../support/office-with-field.ts';
import type { Reply } from '../support/real-office.ts';

function journalsOf({ office }: FieldOffice): number {
  const { sqlite } = office.context.database;
  return Number(sqlite.prepare('select count(*) as count from journals').get()?.['count']);
}

describe('a phone', () => {
  test('is answered the same when it asks twice with one key', async () => {
    await using at = await openFieldOffice();
    const { request } = await prepareEnrolment(at.gathering.invitation.url);
    const [one, two] = [await postEnrolment(at, request), await postEnrolment(at, request)];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.bytes).toEqual(one.bytes);
    expect(journalsOf(at)).toBe(1);
  });

  test('is answered the same when it asks eight times at once', async () => {
    await using at = await openFieldOffice();
    const { request } = await prepareEnrolment(at.gathering.invitation.url);
    const asked = Array.from({ length: 8 }, () => enrol(at.office.context, request));
    const [first, ...others] = await Promise.all(asked);
    expect(first).toMatchObject({ ok: true });
    expect(others).toEqual(others.map(() => first));
    expect(journalsOf(at)).toBe(1);
  });

  test('needs the secret of the invitation and its own seal', async () => {
    await using at = await openFieldOffice();
    const { url } = at.gathering.invitation;
    const wrong = await prepareEnrolment(url, new Uint8Array(16));
    expect((await postEnrolment(at, wrong.request)).status).toBe(403);
    const { request } = await prepareEnrolment(url);
    const last = request.length - 1;
    const bent = request.with(last, (request[last] ?? 0) ^ 1);
    expect((await postEnrolment(at, new Uint8Array(bent))).status).toBe(400);
    expect((await postEnrolment(at, request.slice(0, 40))).status).toBe(400);
    expect(journalsOf(at)).toBe(0);
  });

  test('gets the pacts, never the roster', async () => {
    await using at = await openFieldOffice();
    const { request, publicKey } = await prepareEnrolment(at.gathering.invitation.url);
    const grant = parseGrant((await postEnrolment(at, request)).bytes);
    if (!grant.ok) throw new Error('no grant');
    expect(publicKey).toHaveLength(65);
    const headers = {
      authorization: `Bearer ${toHex(grant.value.token)}`,
      'x-ikrar-journal': toHex(grant.value.journal),
    };
    const answer = await at.ask(packagePath(at.gathering.id), { headers });
    const kept = parsePackage(answer.bytes);
    expect(kept.ok && kept.value.roster).toBeNull();
    expect(kept.ok && kept.value.pacts).toHaveLength(4);
    const again = await at.ask(packagePath(at.gathering.id), {
      headers: { ...headers, 'if-none-match': String(answer.headers['etag']) },
    });
    expect(again.status).toBe(304);
    const nobody = await at.ask(packagePath(at.gathering.id));
    expect(nobody.status).toBe(401);
  });
});

describe('a key and a secret', () => {
  test('are of one gathering and of one kind of device', async () => {
    await using at = await openFieldOffice();
    const elsewhere = await makeGathering(at, newGathering(at.programme.id));
    const here = { poster: at.gathering.invitation.url, desk: await at.stationUrl('Meja 1') };
    const { request, publicKey, sealer } = await prepareEnrolment(here.poster);
    expect((await postEnrolment(at, request)).status).toBe(200);
    const askAgain = async (url: string): Promise<number> => {
      const { invitation, stationCode } = readUrl(url);
      const body = encodeEnrolmentRequest({
        publicKey,
        gathering: invitation.gathering.id,
        grade: stationCode === null ? 'phone' : 'station',
        secret: stationCode ?? invitation.joinSecret,
        build: 'test',
      });
      return (await postEnrolment(at, await sealBody('enrolment', body, sealer))).status;
    };
    expect(await askAgain(here.poster)).toBe(200);
    expect(await askAgain(here.desk)).toBe(409);
    expect(await askAgain(elsewhere.invitation.url)).toBe(409);

    await at.organise(OFFICE_PATHS.joinCode(at.gathering.id), { method: 'POST' });
    const other = Object.assign(Object.create(at) as FieldOffice, { gathering: elsewhere });
    const { stationCode } = readUrl(here.desk);
    const foreign = [
      await prepareEnrolment(elsewhere.invitation.url, readUrl(here.poster).invitation.joinSecret),
      await prepareEnrolment(await other.stationUrl('Meja 2'), stationCode ?? undefined),
    ];
    for (const one of foreign) expect((await postEnrolment(at, one.request)).status).toBe(403);
    expect(journalsOf(at)).toBe(1);
  });
});

function readUrl(url: string) {
  const read = parseInvitation(url);
  if (!read.ok) throw new Error(read.fault.detail);
  return read.value;
}

describe('a station', () => {
  test('takes a code once, and gets the roster', async () => {
    await using at = await openFieldOffice({ people: 12 });
    const url = await at.stationUrl('Meja Utara');
    const first = await prepareEnrolment(url);
    const answer = await postEnrolment(at, first.request);
    const grant = parseGrant(answer.bytes);
    expect(grant.ok && grant.value).toMatchObject({ grade: 'station', station: 'Meja Utara' });
    expect((await postEnrolment(at, first.request)).bytes).toEqual(answer.bytes);
    const second = await postEnrolment(at, (await prepareEnrolment(url)).request);
    expect([second.status, second.headers['x-ikrar-late']]).toEqual([200, 'code-used']);
    if (!grant.ok) throw new Error('no grant');
    const answered = await at.ask(packagePath(at.gathering.id), {
      headers: {
        authorization: `Bearer ${toHex(grant.value.token)}`,
        'x-ikrar-journal': toHex(grant.value.journal),
      },
    });
    const kept = parsePackage(answered.bytes);
    const roster = kept.ok && kept.value.roster !== null ? decodeRoster(kept.value.roster) : null;
    expect(roster?.ok && roster.value.rows).toHaveLength(12);
    const list = (await at.organise(OFFICE_PATHS.stations(at.gathering.id))).read(stationList);
    expect(list.stations).toMatchObject([
      { name: 'Meja Utara', device: toHex(grant.value.journal) },
    ]);
  });

  test('needs a code that exists, and is late when its days are over; only its digest is kept', async () => {
    await using at = await openFieldOffice();
    const url = await at.stationUrl('Meja 1');
    const { sqlite } = at.office.context.database;
    const { code_digest: digest } = { ...sqlite.prepare('select * from stations').get() };
    const { request } = await prepareEnrolment(url);
    expect(digest).toHaveLength(32);
    const guessed = await prepareEnrolment(url, new Uint8Array(16));
    expect((await postEnrolment(at, guessed.request)).status).toBe(403);
    at.clock.nowMs += LIMITS.stationCodeMs;
    const answer = await postEnrolment(at, request);
    expect([answer.status, answer.headers['x-ikrar-late']]).toEqual([200, 'code-over']);
  });

  test('may have its code withdrawn while no tablet has used it, and not after', async () => {
    await using at = await openFieldOffice();
    const path = OFFICE_PATHS.stations(at.gathering.id);
    const lost = await at.stationUrl('Meja 1');
    const used = await at.stationUrl('Meja 2');
    const device = await enrolDevice(at, used);
    const listOf = async () => (await at.organise(path)).read(stationList).stations;
    const [first, second] = await listOf();
    expect([first, second]).toMatchObject([
      { isOpen: true, isOver: false },
      { isOpen: false, isOver: false },
    ]);
    const withdraw = async (no: number | undefined): Promise<number> => {
      const place = OFFICE_PATHS.station(at.gathering.id, String(no));
      return (await at.organise(place, { method: 'DELETE' })).status;
    };
    expect(await withdraw(first?.no)).toBe(204);
    expect(await withdraw(first?.no)).toBe(204);
    expect(await withdraw(second?.no)).toBe(409);
    expect(await withdraw(99)).toBe(404);
    expect(await withdraw(Number.NaN)).toBe(404);
    const { request } = await prepareEnrolment(lost);
    expect((await postEnrolment(at, request)).headers['x-ikrar-late']).toBe('code-withdrawn');
    expect(await listOf()).toMatchObject([
      { name: 'Meja 1', isOpen: false, isOver: true },
      { name: 'Meja 2', device: toHex(device.journal) },
    ]);
    device.keep(await signing(listed(1)));
    expect((await device.sync(device.entries)).verdicts).toEqual([{ kind: 'stored' }]);
  });

  test('has a name of its own while another desk may use it, unless it is wanted again', async () => {
    await using at = await openFieldOffice();
    const path = OFFICE_PATHS.stations(at.gathering.id);
    const make = async (body: unknown): Promise<Reply> =>
      at.organise(path, { method: 'POST', body });
    const device = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const refused = await make({ name: ' meja  1' });
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      { title: 'conflict', fields: [{ path: 'name', rule: 'taken' }] },
    ]);
    expect((await make({ name: 'Meja 1', again: true })).status).toBe(201);
    const [, second] = (await at.organise(path)).read(stationList).stations;
    await at.organise(OFFICE_PATHS.permission(at.gathering.id, toHex(device.journal)), {
      method: 'DELETE',
    });
    expect((await make({ name: 'Meja 1' })).status).toBe(409);
    const place = OFFICE_PATHS.station(at.gathering.id, String(second?.no));
    await at.organise(place, { method: 'DELETE' });
    const both = await Promise.all([make({ name: 'Meja 1' }), make({ name: 'Meja 1' })]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    at.office.context.database.sqlite.exec('update stations set expires_at_ms = 0');
    expect((await make({ name: 'Meja 1' })).status).toBe(201);
  });

  test('that was withdrawn may not ask again with its key, nor get the package', async () => {
    await using at = await openFieldOffice();
    const { request } = await prepareEnrolment(await at.stationUrl('Meja 1'));
    const grant = parseGrant((await postEnrolment(at, request)).bytes);
    if (!grant.ok) throw new Error('no grant');
    const journal = toHex(grant.value.journal);
    await at.organise(OFFICE_PATHS.permission(at.gathering.id, journal), { method: 'DELETE' });
    expect((await postEnrolment(at, request)).status).toBe(403);
    const token = toHex(grant.value.token);
    const headers = { authorization: `Bearer ${token}`, 'x-ikrar-journal': journal };
    expect((await at.ask(packagePath(at.gathering.id), { headers })).status).toBe(403);
    expect((await at.ask(PATHS.ping)).status).toBe(204);
  });
});
