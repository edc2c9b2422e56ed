/**
 * Decisions of the office: they move what counts, are sealed and chained, and can be taken back.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { parseDecision } from '#core/decision.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { decisionList, judgement } from '#core/office-decision-api.ts';
import { completeness, gathering } from '#core/office-gathering-api.ts';
import { openSealed, parseSealed, sealBody } from '#core/seal.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { readAttendanceList } from '#server/papers/attendance-list.ts';
import { publicKeyOf, sealCheckOf, sha256 } from '#server/keys.ts';
import { withField } from '../../scripts/vectors/samples.ts';
import { enrolDevice, letters, listed, signing, type TestDevice } from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  enrolDesk,
  entriesOf,
  openFieldOffice,
  recounted,
  turnoutOf,
} from '../support/office-with-field.ts';

async function decide(at: FieldOffice, body: unknown) {
  return at.organise(OFFICE_PATHS.decisions(at.gathering.id), { method: 'POST', body });
}

function of(device: TestDevice, digest: Bytes | null = null) {
  return {
    journal: toHex(device.journal),
    digest: digest === null ? null : toHex(digest),
    reason: 'uji',
  };
}

async function keepGuest(device: TestDevice, index: number) {
  const name = `Tamu ${letters(index)}`;
  const guest = { kind: 'walk-in', name, number: '', position: '', unit: '' } as const;
  return device.keep(await signing({ ...guest, category: 'guest' }));
}

async function signedAt(at: FieldOffice): Promise<readonly number[]> {
  const { totals, phoneWalkIns } = await turnoutOf(at);
  const [counters, fresh] = await recounted(at);
  expect(counters).toEqual(fresh);
  return [totals.signed, phoneWalkIns.signed];
}

describe('setting aside', () => {
  test('takes an entry out of the figures, lets the next count, and is taken back', async () => {
    await using at = await openFieldOffice();
    const [one, two] = [await enrolDesk(at, 'Meja 1'), await enrolDesk(at, 'Meja 2')];
    const first = one.keep(await signing(listed(1)), { wallMs: at.clock.nowMs - 60_000 });
    two.keep(await signing(listed(1)));
    await one.sync(one.entries);
    await two.sync(two.entries);
    const digest = sha256(first.bytes);
    const said = await decide(at, { act: 'set-aside', ...of(one, digest) });
    expect(said.status).toBe(200);
    expect(await signedAt(at)).toEqual([1, 0]);
    const counted = (await entriesOf(at)).entries.filter((entry) => entry.counted);
    expect(counted.map(({ station }) => station)).toEqual(['Meja 2']);
    expect((await turnoutOf(at)).remarks.setAside).toBe(1);
    const [decision] = said.read(decisionList).decisions;
    assert(decision !== undefined, 'it was decided');
    expect(decision).toMatchObject({ act: 'set-aside', station: 'Meja 1', name: 'Orang Uji A' });
    expect(decision.by).toBe('Penyelenggara Uji');
    const { epoch, seq } = decision;
    const undone = await decide(at, { act: 'take-back', epoch, seq });
    const [back, taken] = undone.read(decisionList).decisions;
    expect([back?.taken, taken?.takenBack?.by]).toEqual([{ epoch, seq }, 'Penyelenggara Uji']);
    expect((await entriesOf(at)).entries.find((entry) => entry.counted)?.station).toBe('Meja 1');
    expect((await decide(at, { act: 'take-back', epoch, seq })).status).toBe(409);
  });

  test('of a device reaches what it sends later, and is stronger than accepting an entry', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    const first = desk.keep(await signing(listed(1)));
    await desk.sync([first]);
    await decide(at, { act: 'set-aside', ...of(desk) });
    const second = desk.keep(await signing(listed(2)));
    expect((await desk.sync([second])).verdicts).toEqual([{ kind: 'stored' }]);
    expect(await signedAt(at)).toEqual([0, 0]);
    const accepted = await decide(at, { act: 'accept', ...of(desk, sha256(second.bytes)) });
    expect(accepted.status).toBe(409);
    expect((await entriesOf(at)).entries).toMatchObject([
      { isDeviceAside: true, isSetAside: true },
      { isDeviceAside: true, isSetAside: true },
    ]);
  });
});

describe('accepting', () => {
  test('a late phone counts what it sent, but not what it says of the roster', async () => {
    await using at = await openFieldOffice();
    const { url } = at.gathering.invitation;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    const phone = await enrolDevice(at, url);
    await keepGuest(phone, 1);
    phone.keep(await signing(listed(1)));
    const receipt = await phone.sync(phone.entries);
    expect(receipt.verdicts).toEqual([NOT_PERMITTED, NOT_PERMITTED]);
    expect((await entriesOf(at)).entries.map(({ doubt }) => doubt)).toEqual([
      'listed-by-phone',
      'late',
    ]);
    expect(await signedAt(at)).toEqual([0, 0]);
    await decide(at, { act: 'accept', ...of(phone) });
    expect(await signedAt(at)).toEqual([0, 1]);
    const more = await keepGuest(phone, 2);
    await phone.sync([more]);
    expect(await signedAt(at)).toEqual([0, 2]);
  });

  test('is refused for what could count for nobody, and for what is not here', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    desk.keep(await signing({ kind: 'listed', no: 999, name: 'Tak Ada', category: 'asn' }));
    const good = await signing(listed(1));
    desk.keep({ ...good, ink: Uint8Array.of(9, 9) });
    await desk.sync(desk.entries);
    for (const { bytes } of desk.entries) {
      expect((await decide(at, { act: 'accept', ...of(desk, sha256(bytes)) })).status).toBe(409);
    }
    expect((await decide(at, { act: 'accept', ...of(desk, new Uint8Array(32)) })).status).toBe(404);
    const nobody = { journal: '00', digest: null, reason: 'x' };
    expect((await decide(at, { act: 'accept', ...nobody })).status).toBe(404);
    expect((await decide(at, { act: 'accept', ...of(desk), reason: '' })).status).toBe(422);
    expect((await decide(at, { act: 'confirm' })).status).toBe(409);
  });

  test('a revocation of another desk withdraws the entry, and gives it back when undone', async () => {
    await using at = await openFieldOffice();
    const [one, two] = [await enrolDesk(at, 'Meja 1'), await enrolDesk(at, 'Meja 2')];
    const target = one.keep(await signing(listed(1)));
    const body = { kind: 'revocation', target: target.id, reason: 'salah', station: '' } as const;
    const revocation = two.keep(body);
    await one.sync(one.entries);
    expect((await two.sync(two.entries)).verdicts).toMatchObject([{ doubt: 'unknown-target' }]);
    expect(await signedAt(at)).toEqual([1, 0]);
    const said = await decide(at, { act: 'accept', ...of(two, sha256(revocation.bytes)) });
    expect(await signedAt(at)).toEqual([0, 0]);
    const [decision] = said.read(decisionList).decisions;
    await decide(at, { act: 'take-back', epoch: decision?.epoch, seq: decision?.seq });
    expect(await signedAt(at)).toEqual([1, 0]);
  });
});

describe('what is kept beside another entry', () => {
  test('counts when it is accepted, on paper too, whatever comes after it', async () => {
    await using at = await openFieldOffice();
    const [desk, other] = [await enrolDesk(at, 'Meja 1'), await enrolDesk(at, 'Meja 2')];
    const first = desk.keep(await signing(listed(1)));
    desk.keep(await signing(listed(2)));
    await desk.sync(desk.entries);
    // The tablet was put back to an earlier day: real people sign in places that are taken.
    desk.rewind(1);
    const fork = desk.keep(await signing(listed(3)), { wallMs: at.clock.nowMs - 60_000 });
    const conflict = desk.keep(await signing(listed(4)), { id: first.id });
    await desk.sync([fork, conflict]);
    expect(await signedAt(at)).toEqual([2, 0]);
    expect((await turnoutOf(at)).remarks.setAside).toBe(2);
    const digests = [fork, conflict].map(({ bytes }) => sha256(bytes));
    for (const digest of digests) {
      expect((await decide(at, { act: 'accept', ...of(desk, digest) })).status).toBe(200);
    }
    expect(await signedAt(at)).toEqual([4, 0]);
    expect((await entriesOf(at)).entries.map(({ counted }) => counted)).toEqual(
      Array(4).fill(true),
    );
    expect((await completenessOf(at)).totals).toMatchObject({ setAside: 0, accepted: 2 });
    // The same person once more, at another desk: one counts, the earlier.
    await other.sync([other.keep(await signing(listed(3)))]);
    expect(await signedAt(at)).toEqual([4, 0]);
    const found = await findGathering(at.office.context, at.gathering.id);
    assert(found.ok, 'the gathering is here');
    const kind = 'attendance-list';
    const wish = { kind, grouping: 'one-list', unsigned: '0' } as const;
    const { rows } = await readAttendanceList(at.office.context, found.value, wish);
    expect(rows.map(({ name, signing: mark }) => [name, mark?.atMs])).toEqual([
      ['Orang Uji A', at.clock.nowMs],
      ['Orang Uji B', at.clock.nowMs],
      ['Orang Uji C', at.clock.nowMs - 60_000],
      ['Orang Uji D', at.clock.nowMs],
    ]);
    const last = await lastOf(at);
    expect(last).toMatchObject({ station: 'Meja 1', name: 'Orang Uji D' });
    await decide(at, { act: 'take-back', epoch: last.epoch, seq: last.seq });
    expect(await signedAt(at)).toEqual([3, 0]);
    await decide(at, { act: 'set-aside', ...of(desk) });
    expect(await signedAt(at)).toEqual([1, 0]);
  });

  test('is not accepted when it is no signing: nothing would follow from that', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    desk.keep(await signing(listed(1)));
    await desk.sync(desk.entries);
    desk.rewind(0);
    const fork = desk.keep({ kind: 'note', text: 'catatan' });
    await desk.sync([fork]);
    expect((await decide(at, { act: 'accept', ...of(desk, sha256(fork.bytes)) })).status).toBe(409);
  });
});

describe('whatever order it comes in', () => {
  test('a revocation that was set aside stays so when its entry comes', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    const target = desk.keep(await signing(listed(1)));
    const body = { kind: 'revocation', target: target.id, reason: 'salah', station: '' } as const;
    const revocation = desk.keep(body);
    await desk.sync([revocation]);
    await decide(at, { act: 'set-aside', ...of(desk, sha256(revocation.bytes)) });
    await desk.sync([target]);
    expect(await signedAt(at)).toEqual([1, 0]);
  });

  test('a revocation of another desk that was accepted reaches the entry that comes later', async () => {
    await using at = await openFieldOffice();
    const [one, two] = [await enrolDesk(at, 'Meja 1'), await enrolDesk(at, 'Meja 2')];
    const target = one.keep(await signing(listed(1)));
    const body = { kind: 'revocation', target: target.id, reason: 'salah', station: '' } as const;
    const revocation = two.keep(body);
    await two.sync(two.entries);
    await decide(at, { act: 'accept', ...of(two, sha256(revocation.bytes)) });
    await one.sync(one.entries);
    expect(await signedAt(at)).toEqual([0, 0]);
  });

  test('what was accepted counts though its chain turns out to be broken', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    desk.keep(await signing(listed(1)));
    desk.keep(await signing(listed(2)));
    const [, second] = desk.entries;
    assert(second !== undefined, 'two were kept');
    await desk.sync([second]);
    expect((await decide(at, { act: 'accept', ...of(desk, sha256(second.bytes)) })).status).toBe(
      200,
    );
    desk.rewind(0);
    const other = desk.keep(await signing(listed(3)));
    await desk.sync([other]);
    const lines = (await entriesOf(at)).entries;
    expect(lines.map(({ doubt }) => doubt)).toContain('chain-broken');
    expect(await signedAt(at)).toEqual([2, 0]);
  });
});

test('a decision of a later program is listed, decides nothing, and holds the figures back', async () => {
  await using at = await openFieldOffice();
  const desk = await enrolDesk(at);
  await desk.sync([desk.keep(await signing(listed(1)))]);
  at.clock.nowMs += 3_600_000;
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
  await desk.sync([]);
  expect((await turnoutOf(at)).provisional).toBeNull();
  await decide(at, { act: 'set-aside', ...of(desk) });
  const { epoch, seq } = await lastOf(at);
  await decide(at, { act: 'take-back', epoch, seq });
  const { context } = at.office;
  const [row] = context.database.sqlite.prepare('select * from decisions order by no').all();
  const sealed = parseSealed(row?.['bytes'] as Bytes, 'decision', { bytesMax: 4_096 });
  assert(sealed.ok, 'a decision is sealed');
  const later = withField(withField(sealed.value.body, [7], 9), [3], 3);
  const bytes = await sealBody('decision', later, context.keys.sealer);
  context.database.sqlite
    .prepare(
      'insert into decisions (gathering_no, epoch, seq, digest, bytes) values (?, ?, 3, ?, ?)',
    )
    .run(Number(row?.['gathering_no']), Number(row?.['epoch']), sha256(later), bytes);
  expect(await lastOf(at)).toMatchObject({ act: 'unknown', seq: 3, taken: null });
  expect(await signedAt(at)).toEqual([1, 0]);
  expect((await turnoutOf(at)).provisional).toMatchObject({ why: 'decisions' });
  expect((await decide(at, { act: 'set-aside', ...of(desk) })).status).toBe(200);
  expect(await lastOf(at)).toMatchObject({ seq: 4, act: 'set-aside' });
});

async function lastOf(at: FieldOffice) {
  const answer = await at.organise(OFFICE_PATHS.decisions(at.gathering.id));
  const [last] = answer.read(decisionList).decisions;
  assert(last !== undefined, 'something was decided');
  return last;
}

const NOT_PERMITTED = { kind: 'quarantined', doubt: 'not-permitted' };

test('a revocation is a desk’s own, and within ten minutes by its own clock', async () => {
  await using at = await openFieldOffice();
  const desk = await enrolDesk(at);
  const nowMs = at.clock.nowMs;
  const revoke = (target: Bytes, wallMs: number): void => {
    desk.keep({ kind: 'revocation', target, reason: 'salah', station: '' }, { wallMs });
  };
  for (const [no, lateMs] of [
    [1, LIMITS.revocationMs],
    [2, LIMITS.revocationMs + 1],
  ] as const) {
    revoke(desk.keep(await signing(listed(no)), { wallMs: nowMs }).id, nowMs + lateMs);
  }
  await desk.sync(desk.entries);
  expect(await signedAt(at)).toEqual([1, 0]);
  const lines = (await entriesOf(at)).entries.filter(({ kind }) => kind === 'revocation');
  expect(lines.map(({ doubt }) => doubt)).toEqual(['late-revocation', null]);
});

test('decisions are a chain that the office sealed, and two at once both stand', async () => {
  await using at = await openFieldOffice();
  const desks = [await enrolDesk(at, 'Meja 1'), await enrolDesk(at, 'Meja 2')];
  await Promise.all(desks.map((desk) => decide(at, { act: 'set-aside', ...of(desk) })));
  const { context } = at.office;
  const key = publicKeyOf(context.keys.publicKeys[0] ?? new Uint8Array(0));
  assert(key !== null, 'the office has a key');
  const rows = context.database.sqlite.prepare('select bytes from decisions order by no').all();
  let prev: Bytes = new Uint8Array(32);
  for (const [i, { bytes }] of rows.entries()) {
    const check = sealCheckOf(key);
    const body = await openSealed(bytes as Bytes, 'decision', { bytesMax: 4_096, check });
    assert(body.ok, 'it is sealed by the office');
    const decision = parseDecision(body.value);
    expect(decision.ok && [decision.value.seq, toHex(decision.value.prev)]).toEqual([
      i + 1,
      toHex(prev),
    ]);
    prev = sha256(body.value);
  }
  expect(rows).toHaveLength(2);
});

test('an office that was put back says which decisions may be gone, until somebody confirms', async () => {
  await using at = await openFieldOffice();
  const desk = await enrolDesk(at);
  desk.keep(await signing(listed(1)));
  await desk.sync(desk.entries);
  const copy = join(at.folder, 'copy.sqlite');
  await at.restart(() => copyFileSync(join(at.folder, 'office.sqlite'), copy));
  await decide(at, { act: 'set-aside', ...of(desk) });
  const knownMs = at.clock.nowMs;
  at.clock.nowMs += 3_600_000;
  await at.restart(() => at.putBack(copy));
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
  await desk.sync([]);
  const said = await completenessOf(at);
  expect(said).toMatchObject({
    conclusion: 'unconfirmed',
    lostDecisions: { fromMs: knownMs, isConfirmed: false },
  });
  expect(said.lostDecisions?.toMs).toBeGreaterThan(knownMs);
  expect((await turnoutOf(at)).provisional).toMatchObject({ why: 'decisions' });
  expect((await decide(at, { act: 'confirm' })).status).toBe(200);
  expect((await completenessOf(at)).conclusion).toBe('remarked');
  expect((await turnoutOf(at)).provisional).toBeNull();
  expect((await decide(at, { act: 'confirm' })).status).toBe(409);
});

test('a gathering judged by earlier rules keeps its figures, and shows what judging anew changes', async () => {
  await using at = await openFieldOffice();
  const phone = await enrolDevice(at, at.gathering.invitation.url);
  const desk = await enrolDesk(at);
  phone.keep(await signing(listed(1)), { wallMs: at.clock.nowMs - 60_000 });
  phone.keep(await signing(listed(2)));
  desk.keep(await signing(listed(1)));
  await phone.sync(phone.entries);
  await desk.sync(desk.entries);
  const { sqlite } = at.office.context.database;
  sqlite.exec('update entries set rules = 1, doubt = null');
  expect((await recounted(at))[1]).not.toEqual([]);
  expect((await turnoutOf(at)).totals.signed).toBe(2);
  const path = OFFICE_PATHS.judgement(at.gathering.id);
  const preview = (await at.organise(path)).read(judgement);
  expect(preview).toMatchObject({
    olderCount: 3,
    changes: [{ from: null, to: 'listed-by-phone', count: 2 }],
    before: { signed: 2 },
    after: { signed: 1 },
  });
  expect((await turnoutOf(at)).totals.signed).toBe(2);
  expect((await at.organise(path)).read(judgement)).toEqual(preview);
  await at.organise(path, { method: 'POST' });
  expect((await turnoutOf(at)).totals.signed).toBe(1);
  expect((await at.organise(path)).read(judgement)).toMatchObject({ olderCount: 0, changes: [] });
});

describe('what a poster may do', () => {
  test('a new code ends the old one softly: who is enrolled goes on, who comes is late', async () => {
    await using at = await openFieldOffice();
    const old = at.gathering.invitation.url;
    const known = await enrolDevice(at, old);
    const answer = await at.organise(OFFICE_PATHS.joinCode(at.gathering.id), { method: 'POST' });
    const renewed = answer.read(gathering);
    expect(renewed.invitation.url).not.toBe(old);
    expect(renewed.replacedCodesMs).toEqual([at.clock.nowMs]);
    await keepGuest(known, 1);
    await known.sync(known.entries);
    const late = await enrolDevice(at, old);
    await keepGuest(late, 2);
    expect((await late.sync(late.entries)).verdicts).toEqual([NOT_PERMITTED]);
    const fresh = await enrolDevice(at, renewed.invitation.url);
    await keepGuest(fresh, 3);
    await fresh.sync(fresh.entries);
    expect(await signedAt(at)).toEqual([0, 2]);
  });

  test('walk-ins of phones above the ceiling wait, until it is raised', async () => {
    await using at = await openFieldOffice();
    const path = OFFICE_PATHS.phoneCeiling(at.gathering.id);
    const setTo = async (walkIns: number) =>
      (await at.organise(path, { method: 'POST', body: { walkIns } })).read(gathering).phones;
    expect(await setTo(3)).toEqual({ ceiling: 3, walkIns: 0, overCeiling: 0 });
    for (let i = 0; i < 2; i++) {
      const phone = await enrolDevice(at, at.gathering.invitation.url);
      for (let k = 0; k < 7; k++) await keepGuest(phone, i * 10 + k);
      await phone.sync(phone.entries);
    }
    expect(await signedAt(at)).toEqual([0, 3]);
    const doubts = (await entriesOf(at, 'doubted')).entries.map(({ doubt }) => doubt);
    expect(doubts.filter((doubt) => doubt === 'over-cap')).toHaveLength(4);
    expect(await setTo(6)).toEqual({ ceiling: 6, walkIns: 6, overCeiling: 4 });
    expect(await signedAt(at)).toEqual([0, 6]);
    expect(await setTo(0)).toEqual({ ceiling: 0, walkIns: 6, overCeiling: 4 });
    expect(await signedAt(at)).toEqual([0, 6]);
    expect((await at.organise(path, { method: 'POST', body: { walkIns: -1 } })).status).toBe(422);
  });

  test('a phone that has its share of the disk is told to wait; a desk never is', async () => {
    await using at = await openFieldOffice();
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    const desk = await enrolDesk(at);
    await keepGuest(phone, 1);
    desk.keep(await signing(listed(1)));
    const { sqlite } = at.office.context.database;
    sqlite.exec('update gatherings set phone_bytes = 1e12');
    const refused = await phone.post(await phone.seal(phone.entries));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await phone.post(await phone.seal([]))).status).toBe(200);
    expect((await desk.sync(desk.entries)).verdicts).toEqual([{ kind: 'stored' }]);
    sqlite.exec('update gatherings set phone_bytes = 0');
    expect((await phone.sync(phone.entries)).verdicts).toEqual([{ kind: 'stored' }]);
    // The share is full again, and the phone lost its receipt: what is held takes no room.
    sqlite.exec('update gatherings set phone_bytes = 1e12');
    expect((await phone.sync(phone.entries)).verdicts).toEqual([{ kind: 'duplicate' }]);
    await keepGuest(phone, 2);
    expect((await phone.post(await phone.seal(phone.entries))).status).toBe(429);
  });

  test('phones that prove nothing hold no figure back, and are given up in one act', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    desk.keep(await signing(listed(1)));
    const claiming = await enrolDevice(at, at.gathering.invitation.url);
    await claiming.sync([], { claimedSeq: Number.MAX_SAFE_INTEGER });
    for (let i = 0; i < 3; i++) await enrolDevice(at, at.gathering.invitation.url);
    at.clock.nowMs += 3_600_000;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    await desk.sync(desk.entries);
    const said = await completenessOf(at);
    expect(said).toMatchObject({ conclusion: 'remarked', phones: { devices: 4, unproven: 4 } });
    expect(said.totals).toMatchObject({ made: 1, received: 1, missing: 0 });
    expect((await turnoutOf(at)).provisional).toBeNull();
    const path = OFFICE_PATHS.phonesGivenUp(at.gathering.id);
    await at.organise(path, { method: 'POST', body: { reason: 'selesai' } });
    expect((await completenessOf(at)).phones).toMatchObject({ givenUp: 4 });
    await at.organise(path, { method: 'DELETE' });
    expect((await completenessOf(at)).phones).toMatchObject({ givenUp: 0 });
  });

  test('a ceiling of none keeps nothing away: what comes is stored with a doubt', async () => {
    await using at = await openFieldOffice();
    const path = OFFICE_PATHS.phoneCeiling(at.gathering.id);
    await at.organise(path, { method: 'POST', body: { walkIns: 0 } });
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    expect((await phone.sync([await keepGuest(phone, 1)])).verdicts).toEqual([NOT_PERMITTED]);
    expect((await entriesOf(at)).entries).toMatchObject([{ doubt: 'over-ceiling' }]);
  });

  test('every phone can be reached, a page at a time, what is doubted first', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    const count = LIMITS.phonesShownMax + 1;
    const phones: TestDevice[] = [];
    for (let i = 0; i < count; i++) {
      phones.push(await enrolDevice(at, at.gathering.invitation.url));
    }
    const last = phones.at(-1);
    assert(last !== undefined, 'there are phones');
    await last.sync([last.keep(await signing(listed(1)))]);
    const path = OFFICE_PATHS.completeness(at.gathering.id);
    const idsOn = async (page: number): Promise<readonly string[]> => {
      const { devices } = (await at.organise(`${path}?phones=${page}`)).read(completeness);
      expect(devices[0]?.id).toBe(toHex(desk.journal));
      return devices.slice(1).map(({ id }) => id);
    };
    const first = await idsOn(1);
    expect([first.length, first[0]]).toEqual([LIMITS.phonesShownMax, toHex(last.journal)]);
    const all = [...first, ...(await idsOn(2)), ...(await idsOn(3))];
    expect(all.toSorted()).toEqual(phones.map(({ journal }) => toHex(journal)).toSorted());
  });

  test('a desk whose days are over holds figures back until it is accepted or given up', async () => {
    await using at = await openFieldOffice();
    const url = await at.stationUrl('Meja 1');
    const { sqlite } = at.office.context.database;
    sqlite.prepare('update stations set expires_at_ms = ?').run(at.clock.nowMs - 1);
    const desk = await enrolDevice(at, url);
    desk.keep(await signing(listed(1)), { wallMs: at.gathering.startsAtMs });
    at.clock.nowMs += 3_600_000;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    await desk.sync(desk.entries);
    expect(await signedAt(at)).toEqual([0, 0]);
    expect((await turnoutOf(at)).provisional).toMatchObject({ why: 'devices' });
    const givenUp = OFFICE_PATHS.givenUp(at.gathering.id, toHex(desk.journal));
    await at.organise(givenUp, { method: 'POST', body: { reason: 'Tidak dikenal' } });
    expect((await turnoutOf(at)).provisional).toBeNull();
    await at.organise(givenUp, { method: 'DELETE' });
    expect((await turnoutOf(at)).provisional).toMatchObject({ why: 'devices' });
    await decide(at, { act: 'accept', ...of(desk) });
    expect(await signedAt(at)).toEqual([1, 0]);
    expect((await turnoutOf(at)).provisional).toBeNull();
  });
});
