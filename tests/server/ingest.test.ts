/** What becomes of a batch: refused without a trace, or kept with a verdict per entry. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import { SIZES } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { unknownState } from '#core/receipt.ts';
import { coseKey, openSealed, sealBody } from '#core/seal.ts';
import { publicKeyOf, sealCheckOf, sha256 } from '#server/keys.ts';
import { type TestDevice, enrolDevice, listed, openReceipt, signing } from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  entriesOf,
  openFieldOffice,
  recounted,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';

function rowsOf({ office }: FieldOffice): readonly number[] {
  const { sqlite } = office.context.database;
  return ['batches', 'entries', 'strays'].map((table) =>
    Number(sqlite.prepare(`select count(*) as count from ${table}`).get()?.['count']),
  );
}

async function withDesk(at: FieldOffice): Promise<TestDevice> {
  return enrolDesk(at);
}

async function keepSome(device: TestDevice, numbers: readonly number[]): Promise<void> {
  for (const no of numbers) device.keep(await signing(listed(no)));
}

describe('a bad batch', () => {
  test('is answered as the protocol says, and leaves no row', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    const stranger = await withDesk(at);
    await keepSome(device, [1, 2, 3]);
    const good = await device.seal(device.entries);
    const [first, , third] = device.entries;
    const gapped = await device.seal([first, third].filter((entry) => entry !== undefined));
    const changed = good.slice();
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const big = await sealBody('batch', new Uint8Array(LIMITS.batchBytesMax), device.sealer);
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
    const torn = await sealBody('batch', encode([1, 'not a batch']), device.sealer);
    const notCanonical = Uint8Array.from([0xd2, 0x9f, ...good.subarray(2)]);
    const cases: readonly (readonly [string, Uint8Array, Record<string, string>, number])[] = [
      ['truncated', good.subarray(0, good.length - 20), {}, 400],
      ['not canonical', notCanonical, {}, 400],
      ['another body', torn, {}, 400],
      ['changed by one bit', changed, {}, 400],
      ['not consecutive', gapped, {}, 400],
      ['oversized', big, {}, 413],
      ['over the limit of any body', new Uint8Array(LIMITS.bodyBytesMax + 1), {}, 413],
      ['a gzip bomb', bomb, { 'content-encoding': 'gzip' }, 413],
      ['not gzip', good, { 'content-encoding': 'gzip' }, 400],
      ['another encoding', good, { 'content-encoding': 'br' }, 400],
      ['another token', good, { authorization: `Bearer ${'00'.repeat(32)}` }, 401],
      ['no token', good, { authorization: '' }, 401],
      [
        'sealed by another key',
        await device.seal(device.entries, { sealer: stranger.sealer }),
        {},
        403,
      ],
      ['nothing', new Uint8Array(0), {}, 400],
    ];
    const answers: [string, number][] = [];
    for (const [what, body, headers] of cases) {
      answers.push([what, (await device.post(body, headers)).status]);
    }
    expect(answers).toEqual(cases.map(([what, , , status]) => [what, status]));
    expect(rowsOf(at)).toEqual([0, 0, 0]);
    expect((await turnoutOf(at)).totals.signed).toBe(0);
    expect((await device.post(good)).status).toBe(200);
  });

  test('does not stop a good one of the same moment', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1]);
    const good = await device.seal(device.entries);
    const bodies = [good.subarray(1), good, new Uint8Array(3), good];
    const answers = await Promise.all(bodies.map((body) => device.post(body)));
    expect(answers.map(({ status }) => status)).toEqual([400, 200, 400, 200]);
    expect(rowsOf(at)).toEqual([1, 1, 0]);
  });
});

describe('an entry', () => {
  test('of a newer version, or with a body nobody understands, is kept and set aside', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    const body = await signing(listed(1));
    const kept = device.keep(body);
    const gathering = Buffer.from(at.gathering.id, 'hex');
    const envelope = (version: number, seq: number, prev: Bytes): readonly Wire[] => [
      version,
      sha256(encode([version, seq])).slice(0, 16),
      seq,
      prev,
      new Uint8Array(gathering),
      at.clock.nowMs,
      5,
      new Uint8Array(8),
      'test-9',
    ];
    const newer = encode([...envelope(2, 2, sha256(kept.bytes)), 0, ['what now']]);
    const garbled = encode([...envelope(1, 3, sha256(newer)), 0, ['torn']]);
    const receipt = await device.sync([
      kept,
      { id: kept.id, seq: 2, bytes: newer },
      { id: kept.id, seq: 3, bytes: garbled },
    ]);
    expect(receipt.verdicts).toEqual([
      { kind: 'stored' },
      { kind: 'quarantined', doubt: 'unknown-version' },
      { kind: 'quarantined', doubt: 'malformed-body' },
    ]);
    expect(receipt.journals[0]?.seq).toBe(3);
    const page = await entriesOf(at, 'doubted');
    expect(page.entries.map(({ kind, who }) => [kind, who])).toEqual([
      ['unread', null],
      ['unread', null],
    ]);
    expect((await turnoutOf(at)).totals.signed).toBe(1);
  });

  test('is set aside for a name, a number, a pact or an ink the office does not know', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    const good = await signing(listed(1));
    const pact = good.pact === null ? null : { ...good.pact, digest: new Uint8Array(32) };
    device.keep(await signing({ ...listed(2), name: 'Orang Lain' }));
    device.keep(await signing({ kind: 'listed', no: 999, name: 'Tak Ada', category: 'asn' }));
    device.keep({ ...good, pact });
    device.keep({ ...good, ink: Uint8Array.of(9, 9) });
    device.keep({
      kind: 'revocation',
      target: device.entries[0]?.id ?? good.ink,
      reason: 'x',
      station: '',
    });
    const { verdicts } = await device.sync(device.entries);
    expect(verdicts.map((verdict) => ('doubt' in verdict ? verdict.doubt : verdict.kind))).toEqual([
      'other-identity',
      'unknown-signatory',
      'other-pact',
      'unreadable-ink',
      'stored',
    ]);
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 0, signed: 0 });
    expect(await recounted(at)).toSatisfy(isSameTwice);
  });
});

describe('a journal that is claimed and was never enrolled', () => {
  test('is answered with nothing held, so that its device sends it again', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    const claim = { journal: new Uint8Array(SIZES.id).fill(9), seq: 12, keptCount: 0 };
    const batch = encodeBatch({
      id: new Uint8Array(SIZES.id).fill(1),
      journal: device.journal,
      entries: [],
      claims: [{ ...claim, digest: new Uint8Array(SIZES.digest).fill(5) }],
      deviceTimeMs: at.clock.nowMs,
      build: 'test',
      battery: null,
    });
    const answer = await device.post(await sealBody('batch', batch, device.sealer));
    const { journals } = await openReceipt(at, answer.bytes);
    expect(journals).toEqual([unknownState(claim.journal)]);
    expect((await completenessOf(at)).devices).toMatchObject([{ claimed: 0, missingCount: 0 }]);
  });
});

describe('the same batch', () => {
  test('eight times at once leaves one row each and eight equal states', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2, 3]);
    const body = await device.seal(device.entries);
    const answers = await Promise.all(Array.from({ length: 8 }, () => device.post(body)));
    const receipts = await Promise.all(answers.map(({ bytes }) => openReceipt(at, bytes)));
    const states = new Set(
      receipts.map(({ journals }) =>
        JSON.stringify(journals.map((state) => [state.seq, toHex(state.digest), state.extra])),
      ),
    );
    expect(states.size).toBe(1);
    const kinds = receipts.flatMap(({ verdicts }) => verdicts.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'stored')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(21);
    expect(rowsOf(at)).toEqual([1, 3, 0]);
    expect((await turnoutOf(at)).totals.signed).toBe(3);
  });

  test('cut anew, longer than before, adds what is new and nothing twice', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2, 3, 4, 5, 6, 7]);
    await device.sync(device.entries.slice(0, 4));
    // Somebody signs twice within the ten that are inserted at once, and two who came before.
    await keepSome(device, [6, 8, 9, 10, 11, 12, 1, 2]);
    const { verdicts } = await device.sync(device.entries);
    const kinds = verdicts.map(({ kind }) => kind);
    expect(kinds).toEqual([
      ...Array.from({ length: 4 }, () => 'duplicate'),
      ...Array.from({ length: 11 }, () => 'stored'),
    ]);
    expect(rowsOf(at)).toEqual([2, 15, 0]);
    const { totals } = await turnoutOf(at);
    expect(totals.signed).toBe(12);
    const [counters, again] = await recounted(at);
    expect(counters).toEqual(again);
  });

  test('cut anew, of people nobody knows, is told from what was there', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112]);
    await device.sync(device.entries.slice(0, 4));
    const { verdicts } = await device.sync(device.entries);
    expect(verdicts.slice(0, 4).map(({ kind }) => kind)).toEqual(Array(4).fill('duplicate'));
    expect(new Set(verdicts.slice(4).map(({ kind }) => kind))).toEqual(new Set(['quarantined']));
    expect(rowsOf(at)).toEqual([2, 12, 0]);
  });

  test('of a fork leaves one row beside, however often it comes', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2]);
    await device.sync(device.entries);
    device.rewind(1);
    device.keep(await signing(listed(3)));
    const forked = device.entries.slice(2);
    const first = await device.sync(forked);
    expect(first.verdicts).toEqual([{ kind: 'quarantined', doubt: 'forked' }]);
    expect(first.journals[0]).toMatchObject({ forked: true, seq: 2 });
    const rows = rowsOf(at);
    await device.sync(forked);
    expect(rowsOf(at)).toEqual(rows);
    expect((await turnoutOf(at)).totals.signed).toBe(2);
    expect((await completenessOf(at)).devices[0]).toMatchObject({ forked: true, quarantined: 1 });
  });

  test('of a fork that fills the gap before the other leads to what stands in the ledger', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2, 3]);
    const [, , stands] = device.entries;
    assert(stands !== undefined, 'three were kept');
    await device.sync([stands]);
    device.rewind(2);
    const other = device.keep(await signing(listed(4)));
    const { journals } = await device.sync([...device.entries.slice(0, 2), other]);
    expect(journals[0]).toMatchObject({ seq: 3, forked: true });
    expect(toHex(journals[0]?.digest ?? other.id)).toBe(toHex(sha256(stands.bytes)));
  });
});

describe('an id that is used again', () => {
  test('keeps both entries, and the second closes its own gap in any order', async () => {
    const ledgers: unknown[] = [];
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
    ] as const) {
      await using at = await openFieldOffice();
      const device = await withDesk(at);
      const kept = device.keep(await signing(listed(1)));
      device.keep(await signing(listed(2)), { id: kept.id });
      device.keep(await signing(listed(3)));
      const runs = device.entries.map((entry) => [entry]);
      for (const place of order) await device.sync(runs[place] ?? []);
      const { verdicts, journals } = await device.sync(device.entries);
      expect(verdicts.map(({ kind }) => kind)).toEqual(['duplicate', 'conflict', 'duplicate']);
      expect(journals[0]).toMatchObject({ seq: 3, extra: [] });
      expect((await completenessOf(at)).totals).toMatchObject({ made: 3, received: 3, missing: 0 });
      ledgers.push(journals[0]?.seq, rowsOf(at).slice(1));
    }
    expect(ledgers.slice(0, 2)).toEqual(ledgers.slice(2));
  });

  test('in another journal keeps the same bytes for both', async () => {
    await using at = await openFieldOffice();
    const [one, two] = [await withDesk(at), await withDesk(at)];
    await keepSome(one, [1]);
    await one.sync(one.entries);
    const { verdicts, journals } = await two.sync(one.entries);
    expect(verdicts).toEqual([{ kind: 'stored' }]);
    expect(journals[0]?.seq).toBe(1);
    expect((await turnoutOf(at)).totals.signed).toBe(1);
  });
});

describe('a gap', () => {
  test('is reported, filled later, and ends in the same ledger', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2, 3, 4, 5]);
    const [a, b, c, d, e] = device.entries;
    const late = await device.sync([c, d].filter((entry) => entry !== undefined));
    expect(late.journals[0]).toMatchObject({ seq: 0, extra: [{ from: 3, to: 4 }] });
    const { devices, totals } = await completenessOf(at);
    expect(devices[0]?.missing).toEqual([
      { from: 1, to: 2 },
      { from: 5, to: 5 },
    ]);
    expect(totals).toMatchObject({ made: 5, received: 2, missing: 3, outstandingDevices: 1 });
    await device.sync([e].filter((entry) => entry !== undefined));
    const whole = await device.sync([a, b].filter((entry) => entry !== undefined));
    expect(whole.journals[0]).toMatchObject({ seq: 5, extra: [] });
    expect((await turnoutOf(at)).totals.signed).toBe(5);
  });

  test('shows a break of the chain once it is filled', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2]);
    const [, second] = device.entries;
    device.rewind(0);
    await keepSome(device, [3]);
    const other = device.entries[2];
    await device.sync([second].filter((entry) => entry !== undefined));
    expect((await turnoutOf(at)).totals.signed).toBe(1);
    await device.sync([other].filter((entry) => entry !== undefined));
    expect((await entriesOf(at, 'doubted')).entries.map(({ doubt }) => doubt)).toEqual([
      'chain-broken',
    ]);
    expect((await turnoutOf(at)).totals.signed).toBe(1);
    expect(await recounted(at)).toSatisfy(isSameTwice);
  });
});

describe('a revocation', () => {
  test('takes effect whether it comes before or after its target', async () => {
    const ledgers: unknown[] = [];
    for (const order of ['after', 'before'] as const) {
      await using at = await openFieldOffice();
      const station = await enrolDevice(at, await at.stationUrl('Meja 1'));
      const target = station.keep(await signing(listed(1)), { id: new Uint8Array(16).fill(7) });
      const revocation = station.keep(
        { kind: 'revocation', target: target.id, reason: 'salah orang', station: 'Meja 1' },
        { id: new Uint8Array(16).fill(8) },
      );
      if (order === 'after') await station.sync([target]);
      await station.sync([revocation]);
      if (order === 'before') {
        expect((await entriesOf(at, 'doubted')).entries[0]?.doubt).toBe('unknown-target');
        await station.sync([target]);
      }
      const page = await entriesOf(at);
      expect(page.entries.find(({ kind }) => kind === 'signing')).toMatchObject({
        revoked: true,
        counted: false,
      });
      expect(page.entries.find(({ kind }) => kind === 'revocation')?.doubt).toBeNull();
      ledgers.push((await turnoutOf(at)).totals);
      expect(await recounted(at)).toSatisfy(isSameTwice);
    }
    expect(ledgers[0]).toEqual(ledgers[1]);
    expect(ledgers[0]).toMatchObject({ attended: 0, signed: 0 });
  });
});

test('a revocation that is doubted for its text revokes nothing, whenever its target comes', async () => {
  const ledgers: unknown[] = [];
  for (const order of ['after', 'before'] as const) {
    await using at = await openFieldOffice();
    const desk = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const target = desk.keep(await signing(listed(1)));
    const reason = 'orang \u202e5201014107850003';
    const revocation = desk.keep({ kind: 'revocation', target: target.id, reason, station: '' });
    for (const entry of order === 'after' ? [target, revocation] : [revocation, target])
      await desk.sync([entry]);
    const { entries } = await entriesOf(at);
    const told = entries.map(({ kind, doubt, revoked }) => `${kind} ${doubt} ${revoked}`);
    ledgers.push([told.sort(), (await turnoutOf(at)).totals]);
    expect(await recounted(at)).toSatisfy(isSameTwice);
  }
  expect(ledgers[0]).toEqual(ledgers[1]);
  expect(ledgers[0]).toMatchObject([
    ['revocation whole-nik false', 'signing null false'],
    { signed: 1 },
  ]);
});

describe('the evidence of a batch', () => {
  test('verifies with the journal key, for a fork and a conflict too', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2]);
    await device.sync(device.entries);
    device.rewind(1);
    await keepSome(device, [3, 4]);
    device.keep(await signing(listed(5)), { id: device.entries[0]?.id ?? new Uint8Array(16) });
    await device.sync(device.entries.slice(2));
    await device.sync(device.entries.slice(0, 2));
    const { database, ledger } = at.office.context;
    const key = publicKeyOf(device.publicKey);
    const count = rowsOf(at)[0] ?? 0;
    expect(count).toBe(2);
    for (let no = 1; no <= count; no++) {
      const { body, seal } = await database.exclusive(() => ledger.evidence(no));
      const kid = sha256(coseKey(device.publicKey)).slice(0, 8);
      const sealed = await sealBody('batch', body, { kid, seal: () => Promise.resolve(seal) });
      const opened = await openSealed(sealed, 'batch', {
        bytesMax: LIMITS.batchBytesMax,
        check: key === null ? () => Promise.resolve(false) : sealCheckOf(key),
      });
      expect(opened.ok && equalBytes(opened.value, body)).toBe(true);
    }
  });
});

describe('a withdrawn device', () => {
  test('is refused at once, although its key was in memory, and what it sent stays', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2]);
    await device.sync(device.entries.slice(0, 1));
    const url = OFFICE_PATHS.permission(at.gathering.id, toHex(device.journal));
    expect((await at.organise(url, { method: 'DELETE' })).status).toBe(204);
    const answer = await device.post(await device.seal(device.entries));
    expect(answer.status).toBe(403);
    expect(rowsOf(at)).toEqual([1, 1, 0]);
    expect((await completenessOf(at)).devices[0]?.withdrawnAtMs).toBe(at.clock.nowMs);
    const unknown = OFFICE_PATHS.permission(at.gathering.id, '00'.repeat(16));
    expect((await at.organise(unknown, { method: 'DELETE' })).status).toBe(404);
    expect((await at.organise(unknown, { method: 'POST' })).status).toBe(404);
  });

  test('that was found again sends what it kept, as if nothing had been', async () => {
    await using at = await openFieldOffice();
    const device = await withDesk(at);
    await keepSome(device, [1, 2, 3]);
    await device.sync(device.entries.slice(0, 1));
    const url = OFFICE_PATHS.permission(at.gathering.id, toHex(device.journal));
    await at.organise(url, { method: 'DELETE' });
    expect((await device.post(await device.seal(device.entries))).status).toBe(403);
    expect((await at.organise(url, { method: 'POST' })).status).toBe(204);
    expect((await at.organise(url, { method: 'POST' })).status).toBe(204);
    const { verdicts } = await device.sync(device.entries);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['duplicate', 'stored', 'stored']);
    expect((await turnoutOf(at)).totals).toMatchObject({ signed: 3 });
    expect((await completenessOf(at)).devices).toMatchObject([
      { withdrawnAtMs: null, contiguous: 3, missingCount: 0 },
    ]);
  });
});

function isSameTwice(counts: unknown): boolean {
  if (!Array.isArray(counts)) return false;
  expect(counts[0]).toEqual(counts[1]);
  return true;
}
