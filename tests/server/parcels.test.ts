/** What becomes of a parcel: each batch by itself, and nothing that no device made. */
import { describe, expect, test } from 'vitest';
import { JOURNAL_HEADER } from '#core/api.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { PARCEL_MEDIA, encodeReceiptFile, parseParcel } from '#core/parcel.ts';
import { flipped } from '../../scripts/vectors/samples.ts';
import { prepareEnrolment } from '../../scripts/demo/field-device.ts';
import {
  answersOf,
  batchesOf,
  carry,
  carryAs,
  fileOf,
  journalsOf,
  keepPeople,
  ledgerOf,
  madeBy,
  receiptFileOf,
  unheardDevice,
} from '../support/carrying.ts';
import { type TestDevice, enrolDevice } from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  openFieldOffice,
  recounted,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';

const STORED = { kind: 'stored' };
const DUPLICATE = { kind: 'duplicate' };

async function deskWith(at: FieldOffice, numbers: readonly number[]): Promise<TestDevice> {
  const device = await enrolDesk(at);
  await keepPeople(device, numbers);
  return device;
}

function carrierHeaders({ headers, journal }: TestDevice): Readonly<Record<string, string>> {
  const { authorization = '' } = headers;
  return { authorization, [JOURNAL_HEADER]: toHex(journal) };
}

async function withdraw(at: FieldOffice, { journal }: TestDevice): Promise<void> {
  const path = OFFICE_PATHS.permission(at.gathering.id, toHex(journal));
  expect((await at.organise(path, { method: 'DELETE' })).status).toBe(204);
}

describe('a parcel', () => {
  test('of an enrolled journal is answered as the network would have answered it', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, [1, 2, 3]);
    const reply = await carry(at, fileOf(at, { batches: await batchesOf(device) }));
    expect(reply.headers['content-type']).toBe(PARCEL_MEDIA.receipts);
    expect(await answersOf(at, reply)).toMatchObject([
      { verdicts: [STORED, STORED], journals: [{ seq: 2, highestSeq: 3 }] },
      { verdicts: [STORED], journals: [{ journal: device.journal, seq: 3, forked: false }] },
    ]);
    expect(ledgerOf(at)).toEqual(madeBy(device));
    expect((await turnoutOf(at)).totals.signed).toBe(3);
    expect((await completenessOf(at)).totals).toMatchObject({ made: 3, received: 3, missing: 0 });
  });

  test('of journals never heard of enrols them by their proofs, and takes what they made', async () => {
    await using at = await openFieldOffice();
    const phone = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    const station = await unheardDevice(at, await at.stationUrl('Meja Utara'));
    await keepPeople(phone.device, [1]);
    await keepPeople(station.device, [2, 3, 4]);
    const file = fileOf(at, {
      enrolments: [phone.proof, station.proof],
      batches: [...(await batchesOf(station.device)), ...(await batchesOf(phone.device))],
    });
    const reply = await carry(at, file);
    expect(await answersOf(at, reply)).toMatchObject([
      { verdicts: [STORED, STORED] },
      { verdicts: [STORED] },
      { verdicts: [STORED] },
    ]);
    expect(ledgerOf(at)).toEqual(madeBy(phone.device, station.device));
    expect((await completenessOf(at)).devices).toMatchObject([
      { grade: 'station', station: 'Meja kiriman', contiguous: 1 },
      { grade: 'station', station: 'Meja Utara', contiguous: 3 },
    ]);
  });

  test('brings no token back, whoever carries it', async () => {
    await using at = await openFieldOffice();
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    await keepPeople(device, [1]);
    const file = fileOf(at, { enrolments: [proof], batches: await batchesOf(device) });
    const reply = await carry(at, file);
    const token = toHex(at.office.context.keys.tokenOf(device.journal));
    expect(reply.bytes.length).toBeGreaterThan(100);
    expect(toHex(reply.bytes)).not.toContain(token);
  });

  test('with a proof that is refused is told so at the batches of that journal alone', async () => {
    await using at = await openFieldOffice();
    const url = await at.stationUrl('Meja 2');
    const code = await at.stationUrl('Meja 1');
    const first = await unheardDevice(at, code);
    const second = await unheardDevice(at, code);
    const good = await unheardDevice(at, url);
    const stranger = await unheardDevice(at, await at.stationUrl('Meja 3'));
    const wrong = await prepareEnrolment(url, new Uint8Array(16));
    for (const [place, { device }] of [first, second, good, stranger].entries()) {
      await keepPeople(device, [place + 1]);
    }
    const reply = await carry(
      at,
      fileOf(at, {
        enrolments: [new Uint8Array(9), wrong.request, first.proof, second.proof, good.proof],
        batches: [
          ...(await batchesOf(second.device)),
          ...(await batchesOf(stranger.device)),
          ...(await batchesOf(first.device)),
          ...(await batchesOf(good.device)),
        ],
      }),
    );
    // Another tablet used the code first: what the second made is kept, with a doubt.
    expect(await answersOf(at, reply)).toMatchObject([
      { verdicts: [{ kind: 'quarantined' }] },
      'not-enrolled',
      { verdicts: [STORED] },
      { verdicts: [STORED] },
    ]);
    expect(ledgerOf(at)).toEqual(madeBy(first.device, second.device, good.device));
    expect(journalsOf(at)).toHaveLength(3);
  });

  test('with a bad batch among good ones loses only that one', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, [1, 2, 3, 4, 5, 6]);
    const other = await deskWith(at, [7]);
    const [one, two, three] = await batchesOf(device);
    if (one === undefined || two === undefined || three === undefined) throw new Error('batches');
    const batches = [
      one,
      flipped(two, two.length * 8 - 1),
      new Uint8Array(0),
      new Uint8Array(LIMITS.batchBytesMax + 1).fill(0xd2),
      two.slice(0, 40),
      await other.seal(device.entries.slice(0, 2)),
      await device.seal([...device.entries.slice(0, 1), ...device.entries.slice(2, 3)]),
      await device.seal(device.entries.slice(2, 4), { sealer: other.sealer }),
      three,
    ];
    const answers = await answersOf(at, await carry(at, fileOf(at, { batches })));
    expect(answers).toMatchObject([
      { verdicts: [STORED, STORED] },
      'unsealed',
      'malformed',
      'too-large',
      'malformed',
      { verdicts: [STORED, STORED] },
      'malformed',
      'not-permitted',
      { verdicts: [STORED, STORED], journals: [{ seq: 2, extra: [{ from: 5, to: 6 }] }] },
    ]);
    await carry(at, fileOf(at, { batches: [two] }));
    expect((await completenessOf(at)).devices[0]).toMatchObject({ contiguous: 6, missing: [] });
  });

  test('of a withdrawn journal is refused batch by batch, and the others are taken', async () => {
    await using at = await openFieldOffice();
    const gone = await deskWith(at, [1]);
    const device = await deskWith(at, [2]);
    const unheard = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    await withdraw(at, gone);
    const batches = [...(await batchesOf(gone)), ...(await batchesOf(device))];
    const reply = await carry(at, fileOf(at, { enrolments: [unheard.proof], batches }));
    expect(await answersOf(at, reply)).toMatchObject(['not-permitted', { verdicts: [STORED] }]);
    expect(ledgerOf(at)).toEqual(madeBy(device));
  });

  test('of nothing is answered with nothing', async () => {
    await using at = await openFieldOffice();
    expect(receiptFileOf(await carry(at, fileOf(at, {})))).toEqual({ answers: [] });
  });
});

describe('an office that fails', () => {
  test('at one batch says so of that one, in the log too, and takes the others', async () => {
    const lines: string[] = [];
    const log = { write: (line: string) => lines.push(line) };
    await using at = await openFieldOffice({ config: { log } });
    const device = await deskWith(at, [1, 2, 3, 4, 5, 6]);
    failAt(at, `new.seq = 3`);
    const file = fileOf(at, { batches: await batchesOf(device) });
    expect(await answersOf(at, await carry(at, file))).toMatchObject([
      { verdicts: [STORED, STORED] },
      'unavailable',
      { verdicts: [STORED, STORED], journals: [{ seq: 2, extra: [{ from: 5, to: 6 }] }] },
    ]);
    expect(lines.filter((line) => line.includes('"msg":"failed"'))).toHaveLength(1);
    heal(at);
    expect(await answersOf(at, await carry(at, file))).toMatchObject([
      { verdicts: [DUPLICATE, DUPLICATE] },
      { verdicts: [STORED, STORED] },
      { verdicts: [DUPLICATE, DUPLICATE] },
    ]);
    expect(ledgerOf(at)).toEqual(madeBy(device));
  });

  test('to enrol a journal does not say that it was refused', async () => {
    await using at = await openFieldOffice();
    const known = await deskWith(at, [1]);
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    await keepPeople(device, [2]);
    failAt(at, 'true', 'journals');
    const batches = [...(await batchesOf(device)), ...(await batchesOf(known))];
    const file = fileOf(at, { enrolments: [proof], batches });
    const answers = await answersOf(at, await carry(at, file));
    expect(answers).toMatchObject(['unavailable', { verdicts: [STORED] }]);
    heal(at);
    const again = await answersOf(at, await carry(at, file));
    expect(again).toMatchObject([{ verdicts: [STORED] }, { verdicts: [DUPLICATE] }]);
    expect(ledgerOf(at)).toEqual(madeBy(known, device));
  });

  test('for want of room refuses what does not fit, and a file of which nothing fits', async () => {
    await using at = await openFieldOffice();
    const first = await deskWith(at, [1]);
    const device = await deskWith(
      at,
      Array.from({ length: 48 }, (_, i) => (i % 12) + 1),
    );
    const known = await batchesOf(first);
    const large = await device.seal(device.entries);
    await carry(at, fileOf(at, { batches: known }));
    leaveRoom(at, 0);
    const nothingFits = await carry(at, fileOf(at, { batches: [large] }));
    expect([nothingFits.status, nothingFits.headers['retry-after']]).toEqual([503, '30']);
    expect(nothingFits.json()).toMatchObject({
      title: 'unavailable',
      detail: 'the disk of the office is full',
    });
    const file = fileOf(at, { batches: [large, ...known] });
    const partly = await answersOf(at, await carry(at, file));
    expect(partly).toMatchObject(['unavailable', { verdicts: [DUPLICATE] }]);
    expect(ledgerOf(at)).toEqual(madeBy(first));
    leaveRoom(at, 1_000);
    const taken = await answersOf(at, await carry(at, file));
    expect(taken).toMatchObject([{ journals: [{ seq: 48 }] }, { verdicts: [DUPLICATE] }]);
    expect(ledgerOf(at)).toEqual(madeBy(first, device));
  });
});

/** A bug that some rows meet. */
function failAt({ office }: FieldOffice, when: string, table = 'entries'): void {
  office.context.database.sqlite.exec(
    `create trigger poison before insert on ${table} when ${when}
    begin select raise(abort, 'poison'); end`,
  );
}

function heal({ office }: FieldOffice): void {
  office.context.database.sqlite.exec('drop trigger poison');
}

/** SQLite then says of itself what it says of a full disk. */
function leaveRoom({ office }: FieldOffice, pages: number): void {
  const { sqlite } = office.context.database;
  const { page_count: count } = sqlite.prepare('pragma page_count').get() ?? {};
  sqlite.exec(`pragma max_page_count = ${Number(count) + pages}`);
}

describe('the same parcels again', () => {
  test('leave the ledger as it was, ten times, in any order, beside the network', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, [1, 2, 3, 4, 5, 6, 7]);
    const { device: unheard, proof } = await unheardDevice(at, await at.stationUrl('Meja 1'));
    await keepPeople(unheard, [5, 8, 9, 10]);
    const files = [
      fileOf(at, { batches: (await batchesOf(device)).toReversed() }),
      fileOf(at, { enrolments: [proof], batches: await batchesOf(unheard) }),
      fileOf(at, {
        enrolments: [proof, proof],
        batches: [...(await batchesOf(unheard)).toReversed(), ...(await batchesOf(device))],
      }),
    ];
    const rounds = [...files, ...files.toReversed(), ...files, ...files];
    const sent = rounds.map((file) => carry(at, file));
    const synced = device.entries.map((entry) => device.sync([entry]));
    const replies = await Promise.all(sent);
    await Promise.all(synced);
    expect(replies.map(({ status }) => status)).toEqual(rounds.map(() => 200));
    expect(ledgerOf(at)).toEqual(madeBy(device, unheard));
    const [counters, counted] = await recounted(at);
    expect(counters).toEqual(counted);
    expect((await turnoutOf(at)).totals.signed).toBe(10);
    for (const file of files) {
      for (const answer of await answersOf(at, await carry(at, file))) {
        if (typeof answer === 'string') throw new Error(answer);
        expect(answer.verdicts).toEqual(answer.verdicts.map(() => DUPLICATE));
      }
    }
    expect(ledgerOf(at)).toEqual(madeBy(device, unheard));
    expect((await completenessOf(at)).totals).toMatchObject({ made: 11, received: 11, missing: 0 });
  });

  test('at once enrol an unheard journal once', async () => {
    await using at = await openFieldOffice();
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    await keepPeople(device, [1, 2]);
    const file = fileOf(at, { enrolments: [proof], batches: await batchesOf(device) });
    const replies = await Promise.all(Array.from({ length: 8 }, () => carry(at, file)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    const verdicts = await Promise.all(replies.map((reply) => answersOf(at, reply)));
    expect(verdicts.flat().filter((answer) => typeof answer === 'string')).toEqual([]);
    expect(journalsOf(at)).toEqual([toHex(device.journal)]);
    expect(ledgerOf(at)).toEqual(madeBy(device));
  });
});

/** An enrolled device's parcel, with what an unheard one made as well. */
async function whole(at: FieldOffice): Promise<{ devices: readonly TestDevice[]; file: Bytes }> {
  const device = await deskWith(at, [1, 2, 3, 4]);
  const unheard = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
  await keepPeople(unheard.device, [5]);
  const batches = [...(await batchesOf(device)), ...(await batchesOf(unheard.device))];
  const file = fileOf(at, { enrolments: [unheard.proof], batches });
  return { devices: [device, { ...device, ...unheard.device }], file };
}

describe('a damaged file', () => {
  test('cut at every hundredth byte is refused whole, and leaves nothing', async () => {
    await using at = await openFieldOffice();
    const { devices, file } = await whole(at);
    expect(file.length).toBeGreaterThan(1_500);
    for (let size = 0; size < file.length; size += 100) {
      const reply = await carry(at, file.subarray(0, size));
      expect([size, reply.status]).toEqual([size, 400]);
      expect(reply.json()).toMatchObject({ title: size < 14 ? 'not-a-parcel' : 'malformed' });
    }
    expect((await carry(at, file.subarray(0, file.length - 1))).status).toBe(400);
    expect(ledgerOf(at)).toEqual([]);
    expect(journalsOf(at)).toHaveLength(1);
    expect((await carry(at, file)).status).toBe(200);
    expect(ledgerOf(at)).toEqual(madeBy(...devices));
  });

  test('with a byte changed anywhere brings no entry and no journal that no device made', async () => {
    await using at = await openFieldOffice();
    const { devices, file } = await whole(at);
    const [made, journals] = [madeBy(...devices), devices.map(({ journal }) => toHex(journal))];
    const seen = new Set<number>();
    for (let byte = 0; byte < file.length; byte += 13) {
      const reply = await carry(at, flipped(file, byte * 8 + (byte % 8)));
      seen.add(reply.status);
      if (reply.status !== 200) expect(reply.status).toBe(400);
      else await answersOf(at, reply);
      expect(ledgerOf(at).filter((entry) => !made.includes(entry))).toEqual([]);
    }
    expect(seen).toEqual(new Set([200, 400]));
    expect(ledgerOf(at)).toEqual(made);
    expect(journalsOf(at)).toEqual(journals.toSorted());
  });

  test('that is another file, a later version or too large says which', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, [1]);
    const [batch = new Uint8Array(0)] = await batchesOf(device);
    const file = fileOf(at, { batches: [batch] });
    const later = file.slice();
    later[14] = 2;
    const crowded = fileOf(at, { batches: Array.from({ length: 257 }, () => batch) });
    const cases: readonly (readonly [string, Uint8Array, number])[] = [
      ['not-a-parcel', new Uint8Array(0), 400],
      ['not-a-parcel', new TextEncoder().encode('%PDF-1.7'), 400],
      ['not-a-parcel', encodeReceiptFile({ answers: [] }), 400],
      ['not-a-parcel', batch, 400],
      ['unknown-version', later, 400],
      ['malformed', crowded, 400],
      ['too-large', new Uint8Array(LIMITS.parcelBytesMax + 1), 413],
      ['too-large', bombOf(file), 413],
    ];
    for (const [title, body, status] of cases) {
      const reply = await carry(at, body);
      expect([title, reply.status]).toEqual([title, status]);
      expect(reply.json()).toMatchObject({ title });
    }
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await carry(at, file, { headers })).status).toBe(400);
    expect(ledgerOf(at)).toEqual([]);
  });
});

/** The largest file, full of lists that hold nothing. */
function bombOf(file: Bytes): Bytes {
  const parcel = parseParcel(file);
  if (!parcel.ok) throw new Error('a parcel');
  const bytes = new Uint8Array(LIMITS.parcelBytesMax).fill(0x80);
  const head = file.subarray(0, file.length - (parcel.value.batches[0]?.length ?? 0) - 4);
  bytes.set(head);
  bytes.set([0x9a, 0x00, 0xff, 0x00, 0x00], head.length);
  return bytes;
}

describe('a carrier', () => {
  test('may be any device that is enrolled, and no other', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, [1]);
    const carrier = await deskWith(at, []);
    const gone = await deskWith(at, []);
    await withdraw(at, gone);
    const { device: unheard } = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    const file = fileOf(at, { batches: await batchesOf(device) });
    const other = { ...carrierHeaders(carrier), [JOURNAL_HEADER]: toHex(device.journal) };
    const ofNobody = {
      authorization: `Bearer ${toHex(at.office.context.keys.tokenOf(unheard.journal))}`,
      [JOURNAL_HEADER]: toHex(unheard.journal),
    };
    const refused: readonly (readonly [Readonly<Record<string, string>>, number, string])[] = [
      [{}, 403, 'not-permitted'],
      [{ 'x-ikrar': '1' }, 401, 'signed-out'],
      [{ authorization: 'Bearer 00' }, 401, 'not-enrolled'],
      [other, 401, 'not-enrolled'],
      [ofNobody, 401, 'not-enrolled'],
      [carrierHeaders(gone), 403, 'not-permitted'],
    ];
    for (const [headers, status, title] of refused) {
      const reply = await carryAs(at, file, headers);
      expect([reply.status, reply.json()]).toEqual([status, expect.objectContaining({ title })]);
    }
    expect(ledgerOf(at)).toEqual([]);
    const reply = await carryAs(at, file, carrierHeaders(carrier));
    expect(await answersOf(at, reply)).toMatchObject([{ verdicts: [STORED] }]);
    expect(ledgerOf(at)).toEqual(madeBy(device));
  });

  test('without permission is turned away before the file is read', async () => {
    await using at = await openFieldOffice();
    const file = new Uint8Array(LIMITS.parcelBytesMax + 1);
    expect((await carryAs(at, file, { 'x-ikrar': '1' })).status).toBe(401);
  });

  test('who sends file after file is asked to wait', async () => {
    await using at = await openFieldOffice();
    const carrier = await deskWith(at, []);
    const headers = carrierHeaders(carrier);
    const statuses: number[] = [];
    for (let i = 0; i <= LIMITS.parcelsPerMinuteMax; i++) {
      statuses.push((await carryAs(at, fileOf(at, {}), headers)).status);
    }
    expect(statuses.filter((status) => status !== 200)).toEqual([429]);
  });
});

describe('proofs that a device carries', () => {
  test('are no way around the limit of enrolments, and none is lost by it', async () => {
    await using at = await openFieldOffice();
    const headers = carrierHeaders(await enrolDevice(at, at.gathering.invitation.url));
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja kiriman'));
    await keepPeople(device, [1]);
    const file = fileOf(at, { enrolments: [proof], batches: await batchesOf(device) });
    const flood = fileOf(at, {
      enrolments: Array.from({ length: LIMITS.parcelBatchesMax }, () => proof.subarray(1)),
    });
    for (let sent = 0; sent < LIMITS.enrolmentsBurstMax; sent += LIMITS.parcelBatchesMax)
      expect((await carryAs(at, flood, headers)).status).toBe(200);
    expect(await answersOf(at, await carryAs(at, file, headers))).toEqual(['rate-limited']);
    expect(journalsOf(at)).toHaveLength(1);
    at.clock.nowMs += 60_000;
    const later = await answersOf(at, await carryAs(at, file, headers));
    expect(later).toMatchObject([{ verdicts: [STORED] }]);
    expect((await carryAs(at, flood, headers)).status).toBe(200);
    const other = await unheardDevice(at, await at.stationUrl('Meja lain'));
    await keepPeople(other.device, [2]);
    const batches = await batchesOf(other.device);
    const byOrganiser = await carry(at, fileOf(at, { enrolments: [other.proof], batches }));
    expect(await answersOf(at, byOrganiser)).toMatchObject([{ verdicts: [STORED] }]);
  });
});

describe('what a parcel claims', () => {
  const HOUR_MS = 3_600_000;

  test('was so when it was made: a desk that signed on is not called complete', async () => {
    await using at = await openFieldOffice();
    at.clock.nowMs = at.gathering.startsAtMs - HOUR_MS;
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja 1'));
    await keepPeople(device, [1, 2]);
    const early = fileOf(at, { enrolments: [proof], batches: await batchesOf(device) });
    at.clock.nowMs = at.gathering.startsAtMs + HOUR_MS;
    await keepPeople(device, [3]);
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    const late = fileOf(at, { batches: await batchesOf(device) });
    at.clock.nowMs += HOUR_MS;

    await carry(at, early);
    const [before] = (await completenessOf(at)).devices;
    expect(before).toMatchObject({ received: 2, proof: 'unheard', outstanding: true });
    expect(before?.lastSeenAtMs).toBe(at.gathering.startsAtMs - HOUR_MS);
    expect(before?.clockOffsetMs).toBeNull();

    await carry(at, late);
    await carry(at, early);
    expect((await completenessOf(at)).devices).toMatchObject([
      { received: 3, proof: 'whole', lastSeenAtMs: at.gathering.startsAtMs + HOUR_MS },
    ]);
  });

  test('by a clock that is ahead proves nothing: nobody knows when it was made', async () => {
    await using at = await openFieldOffice();
    at.clock.nowMs = at.gathering.startsAtMs + HOUR_MS;
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja 1'));
    await keepPeople(device, [1, 2]);
    const made = at.clock.nowMs;
    at.clock.nowMs += 24 * HOUR_MS; // the tablet's clock
    const file = fileOf(at, { enrolments: [proof], batches: await batchesOf(device) });
    at.clock.nowMs = made + HOUR_MS;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    await carry(at, file);
    expect(await completenessOf(at)).toMatchObject({
      conclusion: 'waiting',
      devices: [{ received: 2, proof: 'unheard', lastSeenAtMs: null }],
    });
  });

  test('by a clock that is a little ahead was so when it came, and no later', async () => {
    await using at = await openFieldOffice();
    at.clock.nowMs = at.gathering.startsAtMs + HOUR_MS;
    const { device, proof } = await unheardDevice(at, await at.stationUrl('Meja 1'));
    await keepPeople(device, [1]);
    at.clock.nowMs += 30_000; // the tablet's clock
    const file = fileOf(at, { enrolments: [proof], batches: await batchesOf(device) });
    at.clock.nowMs -= 30_000;
    await carry(at, file);
    const [told] = (await completenessOf(at)).devices;
    expect(told?.lastSeenAtMs).toBe(at.clock.nowMs);
  });

  test('takes nothing back that the device said later over the network', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, [1, 2]);
    const file = fileOf(at, { batches: await batchesOf(device) });
    at.clock.nowMs += HOUR_MS;
    await device.send({ entriesMax: 5, leave: 0 });
    await device.sync([]);
    const [before] = (await completenessOf(at)).devices;
    at.clock.nowMs += HOUR_MS;
    await carry(at, file);
    expect((await completenessOf(at)).devices).toEqual([before]);
    expect(before).toMatchObject({ kept: 0, clockOffsetMs: 0, battery: 80 });
  });
});
