/** Completeness: nothing says complete below the claim, or before a device was heard. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { lossText } from '#core/loss.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { completenessOf as readCompleteness } from '#server/gathering/completeness.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { type TestDevice, enrolDevice, listed, newGathering, signing } from '../support/field.ts';
import {
  type FieldOffice,
  completenessOf,
  makeGathering,
  openFieldOffice,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';
import { readPrinted } from '../support/printed.ts';

test('tells what a device claims, has sent, and still keeps', async () => {
  await using at = await openFieldOffice();
  const device = await enrolDevice(at, await at.stationUrl('Meja 1'));
  for (const no of [1, 2, 3, 4]) device.keep(await signing(listed(no)));
  await device.sync(device.entries.slice(0, 2));
  const { devices, totals } = await completenessOf(at);
  expect(devices).toMatchObject([
    {
      id: toHex(device.journal),
      station: 'Meja 1',
      grade: 'station',
      claimed: 4,
      contiguous: 2,
      received: 2,
      missing: [{ from: 3, to: 4 }],
      missingCount: 2,
      battery: 80,
      lastSeenAtMs: at.clock.nowMs,
      clockOffsetMs: 0,
      outstanding: true,
    },
  ]);
  expect(totals).toEqual({
    made: 4,
    received: 2,
    missing: 2,
    signings: 2,
    setAside: 0,
    accepted: 0,
    devices: 1,
    outstandingDevices: 1,
  });
  expect((await turnoutOf(at)).provisional).toEqual({ why: 'devices', devicesOutstanding: 1 });
});

test('never falls below a claim that was made once', async () => {
  await using at = await openFieldOffice();
  const device = await enrolDesk(at);
  device.keep(await signing(listed(1)));
  await device.sync([], { claimedSeq: 9 });
  await device.sync(device.entries, { claimedSeq: 1 });
  expect((await completenessOf(at)).devices[0]).toMatchObject({ claimed: 9, missingCount: 8 });
});

test('waits for a device that was not heard since the gathering began', async () => {
  await using at = await openFieldOffice();
  at.clock.nowMs = at.gathering.startsAtMs - 60_000;
  const device = await enrolDesk(at);
  expect((await completenessOf(at)).totals.outstandingDevices).toBe(1);
  await device.sync([]);
  expect((await completenessOf(at)).totals.outstandingDevices).toBe(1);
  at.clock.nowMs = at.gathering.startsAtMs + 60_000;
  await device.sync([]);
  expect((await completenessOf(at)).totals.outstandingDevices).toBe(0);
  expect((await turnoutOf(at)).provisional).toEqual({ why: 'open', devicesOutstanding: 0 });
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
  expect((await turnoutOf(at)).provisional).toBeNull();
});

test('nothing is final before any device took part', async () => {
  await using at = await openFieldOffice();
  expect(await completenessOf(at)).toMatchObject({ conclusion: 'empty' });
  expect((await turnoutOf(at)).provisional).toEqual({ why: 'empty', devicesOutstanding: 0 });
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
  expect((await turnoutOf(at)).provisional).toEqual({ why: 'empty', devicesOutstanding: 0 });
});

test('names the desk whose code may have been used without a network, until it is withdrawn', async () => {
  await using at = await openFieldOffice();
  await deskWith(at, 'Meja 1', 2).then((desk) => desk.sync(desk.entries));
  expect(await completenessOf(at)).toMatchObject({ conclusion: 'complete', openCodes: [] });
  await at.stationUrl('Meja 2');
  expect(await completenessOf(at)).toMatchObject({
    conclusion: 'remarked',
    openCodes: ['Meja 2'],
    putBackAtMs: null,
  });
  expect((await turnoutOf(at)).remarks).toMatchObject({ unproven: 1 });
  const path = OFFICE_PATHS.station(at.gathering.id, '2');
  expect((await at.organise(path, { method: 'DELETE' })).status).toBe(204);
  expect(await completenessOf(at)).toMatchObject({ conclusion: 'complete', openCodes: [] });
});

test('names it also when the time of its code is over: a tablet that began with it may still come', async () => {
  await using at = await openFieldOffice();
  await deskWith(at, 'Meja 1', 2).then((desk) => desk.sync(desk.entries));
  await at.stationUrl('Meja 2');
  at.clock.nowMs += LIMITS.stationCodeMs; // the session of its organiser is over, too
  const { context } = at.office;
  const gathering = await findGathering(context, at.gathering.id);
  assert(gathering.ok, 'the gathering is held');
  expect(await readCompleteness(context, gathering.value)).toMatchObject({
    conclusion: 'remarked',
    openCodes: ['Meja 2'],
  });
});

test('an office that was put back says so of the gatherings that were made before', async () => {
  await using at = await openFieldOffice();
  const known = await deskWith(at, 'Meja 1', 2);
  await known.sync(known.entries);
  const copy = join(at.folder, 'copy.sqlite');
  await at.restart(() => copyFileSync(join(at.folder, 'office.sqlite'), copy));
  const forgotten = await deskWith(at, 'Meja 3', 4);
  await forgotten.sync(forgotten.entries);
  await at.restart(() => at.putBack(copy));
  await known.sync([]);
  const said = await completenessOf(at);
  expect(said.devices).toHaveLength(1);
  expect(said.conclusion).toBe('unconfirmed');
  expect(said.putBackAtMs).toBeGreaterThan(at.gathering.startsAtMs - 3_600_000);
  expect((await turnoutOf(at)).remarks).toMatchObject({ wasPutBack: true });
});

describe('a device whose storage was cleared', () => {
  test('is told of by its next journal, with what the office lacks of the lost one', async () => {
    await using at = await openFieldOffice();
    const lost = await deskWith(at, 'Meja 7', 3);
    await lost.sync(lost.entries.slice(0, 1), { claimedSeq: 1 });
    expect(await completenessOf(at)).toMatchObject({ conclusion: 'complete' });
    const next = await enrolDevice(at, await at.stationUrl('Meja 7'));
    const note = next.keep({ kind: 'note', text: lossOf(lost, 3) });
    await next.sync([note]);
    await next.sync([note]);
    const { conclusion, devices } = await completenessOf(at);
    expect(conclusion).toBe('waiting');
    expect(devices).toMatchObject([
      {
        id: toHex(lost.journal),
        claimed: 3,
        missingCount: 2,
        proof: 'missing',
        losses: [{ atMs: at.clock.nowMs, seq: 3, missingCount: 2, isOther: false }],
      },
      { claimed: 1, signings: 0, losses: [], proof: 'whole' },
    ]);
  });

  test('is whole again when the office had everything before', async () => {
    await using at = await openFieldOffice();
    const lost = await deskWith(at, 'Meja 7', 3);
    await lost.sync(lost.entries);
    const next = await enrolDevice(at, await at.stationUrl('Meja 7'));
    await next.sync([next.keep({ kind: 'note', text: lossOf(lost, 3) })]);
    const { conclusion, devices } = await completenessOf(at);
    expect(conclusion).toBe('complete');
    expect(devices[0]).toMatchObject({ proof: 'whole', losses: [{ missingCount: 0 }] });
  });

  test('counts what it still has as on its way', async () => {
    await using at = await openFieldOffice();
    const lost = await deskWith(at, 'Meja 7', 5);
    await lost.sync(lost.entries.slice(0, 1), { claimedSeq: 1 });
    const next = await enrolDevice(at, await at.stationUrl('Meja 7'));
    await next.sync([next.keep({ kind: 'note', text: lossOf(lost, 5, 3) })]);
    const [device] = (await completenessOf(at)).devices;
    expect(device).toMatchObject({ missingCount: 4, losses: [{ missingCount: 2 }] });
  });

  test('is told of even when the office never heard of the lost journal', async () => {
    await using at = await openFieldOffice();
    const next = await enrolDevice(at, await at.stationUrl('Meja 7'));
    const text = lossText({ journal: new Uint8Array(16).fill(9), heldSeq: 0, seq: 12 });
    await next.sync([next.keep({ kind: 'note', text })]);
    const { conclusion, devices, totals } = await completenessOf(at);
    expect(conclusion).toBe('waiting');
    expect(totals.outstandingDevices).toBe(1);
    expect(devices[0]).toMatchObject({
      proof: 'missing',
      losses: [{ seq: 12, missingCount: 12, isOther: true }],
    });
  });

  test.each([
    [3, 5],
    [5, 3],
  ])(
    'is missing what the note says that tells more, be it of %i and then of %i',
    async (...seqs) => {
      await using at = await openFieldOffice();
      const lost = await deskWith(at, 'Meja 7', 1);
      await lost.sync(lost.entries);
      const next = await enrolDevice(at, await at.stationUrl('Meja 7'));
      for (const seq of seqs)
        await next.sync([next.keep({ kind: 'note', text: lossOf(lost, seq) })]);
      expect((await completenessOf(at)).devices[0]).toMatchObject({ claimed: 5, missingCount: 4 });
    },
  );

  test('is a remark where a phone alone says so, and what a desk says stands before that', async () => {
    await using at = await openFieldOffice();
    const lost = await deskWith(at, 'Meja 7', 3);
    await lost.sync(lost.entries);
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    await phone.sync([phone.keep({ kind: 'note', text: lossOf(lost, 9) })]);
    const told = async () => {
      const [device] = (await completenessOf(at)).devices;
      const { remarks } = await turnoutOf(at);
      return { claimed: device?.claimed, losses: device?.losses, unproven: remarks.unproven };
    };
    expect(await told()).toMatchObject({
      claimed: 3,
      losses: [{ seq: 9, isDoubtful: true }],
      unproven: 1,
    });
    const next = await enrolDevice(at, await at.stationUrl('Meja 7'));
    await next.sync([next.keep({ kind: 'note', text: lossOf(lost, 3) })]);
    const later = await enrolDevice(at, at.gathering.invitation.url);
    await later.sync([later.keep({ kind: 'note', text: lossOf(lost, 12) })]);
    expect(await told()).toMatchObject({
      claimed: 3,
      losses: [{ seq: 3, isDoubtful: false }],
      unproven: 0,
    });
  });
});

describe('a device that is given up', () => {
  test('is never counted as complete without the remark, and may be taken back', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 3);
    await device.sync(device.entries.slice(0, 1));
    const url = OFFICE_PATHS.givenUp(at.gathering.id, toHex(device.journal));
    const reason = 'Tablet hanyut saat menyeberang';
    const marked = await at.organise(url, { method: 'POST', body: { reason } });
    expect(marked.status).toBe(200);
    expect(await completenessOf(at)).toMatchObject({
      conclusion: 'remarked',
      totals: { outstandingDevices: 1, missing: 2 },
      devices: [
        {
          proof: 'given-up',
          givenUp: { atMs: at.clock.nowMs, by: 'Penyelenggara Uji', reason },
        },
      ],
    });
    // The papers keep saying that a device has not sent everything.
    expect((await turnoutOf(at)).provisional).toEqual({ why: 'devices', devicesOutstanding: 1 });
    await at.organise(url, { method: 'DELETE' });
    expect((await completenessOf(at)).conclusion).toBe('waiting');
  });

  test('is whole as soon as everything comes after all', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 2);
    const url = OFFICE_PATHS.givenUp(at.gathering.id, toHex(device.journal));
    await at.organise(url, { method: 'POST', body: { reason: 'Hilang' } });
    await device.sync(device.entries);
    const { conclusion, devices } = await completenessOf(at);
    expect(conclusion).toBe('complete');
    expect(devices[0]).toMatchObject({ proof: 'whole', givenUp: { reason: 'Hilang' } });
  });

  test('is a remark though nothing is known to be missing, as is one that was withdrawn', async () => {
    await using at = await openFieldOffice();
    const [given, withdrawn, whole] = [
      await deskOf(at, 'Meja 1', 1),
      await deskOf(at, 'Meja 2', 1),
      await deskOf(at, 'Meja 3', 1),
    ];
    for (const desk of [given, withdrawn]) await desk.sync(desk.entries);
    at.clock.nowMs += 3_600_000;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    await whole.sync(whole.entries);
    const [url, permission] = [
      OFFICE_PATHS.givenUp(at.gathering.id, toHex(given.journal)),
      OFFICE_PATHS.permission(at.gathering.id, toHex(withdrawn.journal)),
    ];
    await at.organise(url, { method: 'POST', body: { reason: 'Hilang' } });
    await at.organise(permission, { method: 'DELETE' });
    expect(await turnoutOf(at)).toMatchObject({ provisional: null, remarks: { unproven: 2 } });
  });

  test('no longer tells until when figures are known', async () => {
    await using at = await openFieldOffice();
    const [early, late] = [await deskWith(at, 'Meja 1', 1), await deskWith(at, 'Meja 2', 1)];
    await early.sync(early.entries);
    const silentSinceMs = at.clock.nowMs;
    at.clock.nowMs += 3_600_000;
    await late.sync(late.entries);
    expect((await turnoutOf(at)).knownUntilMs).toBe(silentSinceMs);
    const url = OFFICE_PATHS.givenUp(at.gathering.id, toHex(early.journal));
    await at.organise(url, { method: 'POST', body: { reason: 'Hilang' } });
    expect((await turnoutOf(at)).knownUntilMs).toBe(at.clock.nowMs);
  });

  test('again has the newest reason', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 1);
    const url = OFFICE_PATHS.givenUp(at.gathering.id, toHex(device.journal));
    for (const reason of ['Belum kembali', 'Hilang'])
      await at.organise(url, { method: 'POST', body: { reason } });
    const [state] = (await completenessOf(at)).devices;
    expect(state?.givenUp).toMatchObject({ reason: 'Hilang' });
  });

  test('needs a reason, a session, and to be of this gathering', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 1);
    const url = OFFICE_PATHS.givenUp(at.gathering.id, toHex(device.journal));
    const empty = await at.organise(url, { method: 'POST', body: { reason: ' ' } });
    expect(empty.status).toBe(422);
    expect((await at.ask(url, { method: 'POST', body: { reason: 'x' } })).status).toBe(403);
    const elsewhere = await makeGathering(at, newGathering(at.programme.id));
    const body = { reason: 'Hilang' };
    for (const [gathering, journal] of [
      [at.gathering.id, 'ab'.repeat(16)],
      [elsewhere.id, toHex(device.journal)],
    ] as const) {
      const other = OFFICE_PATHS.givenUp(gathering, journal);
      expect((await at.organise(other, { method: 'POST', body })).status).toBe(404);
      const permission = OFFICE_PATHS.permission(gathering, journal);
      expect((await at.organise(permission, { method: 'DELETE' })).status).toBe(404);
    }
    const [state] = (await completenessOf(at)).devices;
    expect(state).toMatchObject({ givenUp: null, withdrawnAtMs: null });
  });
});

test('names the fork and the reasons for what is set aside', async () => {
  await using at = await openFieldOffice();
  const device = await deskWith(at, 'Meja 7', 2);
  await device.sync(device.entries);
  device.rewind(1);
  const fork = device.keep(await signing(listed(5)));
  await device.sync([fork]);
  device.keep(await signing(listed(6)));
  await device.sync(device.entries.slice(-1));
  const [state] = (await completenessOf(at)).devices;
  expect(state).toMatchObject({ forked: true, forkedSeqs: [2], signings: 3, quarantined: 2 });
  expect(new Set(state?.doubts.map(({ doubt }) => doubt))).toEqual(
    new Set(['forked', 'chain-broken']),
  );
  const strangers = [
    device.keep(await signing(listed(98))),
    device.keep(await signing(listed(99))),
  ];
  await device.sync(strangers);
  const [most] = (await completenessOf(at)).devices[0]?.doubts ?? [];
  expect(most).toEqual({ doubt: 'unknown-signatory', count: 2 });
});

describe('a journal that contradicts itself is called forked', () => {
  test('by the first batch that shows it, and ever after, whatever agrees again', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 2);
    await device.sync(device.entries);
    device.rewind(1);
    const other = device.keep(await signing(listed(5)));
    const later = [device.keep(await signing(listed(6))), device.keep(await signing(listed(7)))];
    await device.sync([other]);
    expect((await completenessOf(at)).devices[0]).toMatchObject({ forked: true });
    for (const entry of later) await device.sync([entry]);
    await device.sync([]);
    expect(await completenessOf(at)).toMatchObject({
      conclusion: 'remarked',
      devices: [{ forked: true, missingCount: 0, proof: 'forked' }],
    });
  });

  test('within one run beyond a gap', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 3);
    const third = device.entries.slice(2);
    device.rewind(2);
    device.keep(await signing(listed(5)));
    await device.sync([...third, device.keep(await signing(listed(6)))]);
    expect((await completenessOf(at)).devices[0]).toMatchObject({
      forked: true,
      missing: [{ from: 1, to: 2 }],
    });
  });

  test('where one of the two entries never comes', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 2);
    await device.sync(device.entries);
    device.rewind(1);
    device.keep(await signing(listed(5))); // poison, or lost: it stays away
    await device.sync([device.keep(await signing(listed(6)))]);
    expect((await completenessOf(at)).devices[0]).toMatchObject({ forked: true, contiguous: 3 });
  });

  test('where it is the last one that never comes, by the head that the journal claims', async () => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 2);
    await device.sync(device.entries);
    expect((await completenessOf(at)).devices[0]).toMatchObject({ forked: false });
    device.rewind(1);
    device.keep(await signing(listed(5)));
    await device.sync([]);
    expect(await completenessOf(at)).toMatchObject({
      conclusion: 'remarked', // the entry that never came is counted nowhere
      devices: [{ forked: true, missingCount: 0, proof: 'forked' }],
    });
  });

  test.each(['before', 'after'])('beyond a gap, where the other came %s', async (order) => {
    await using at = await openFieldOffice();
    const device = await deskWith(at, 'Meja 7', 3);
    const third = device.entries.slice(2, 3);
    device.rewind(2);
    device.keep(await signing(listed(5)));
    const fourth = [device.keep(await signing(listed(6)))];
    for (const run of order === 'before' ? [third, fourth] : [fourth, third])
      await device.sync(run);
    expect((await completenessOf(at)).devices[0]).toMatchObject({
      forked: true,
      missing: [{ from: 1, to: 2 }],
    });
  });
});

test('is not complete by what a desk said long before the gathering was closed', async () => {
  await using at = await openFieldOffice();
  const device = await deskWith(at, 'Meja 7', 1);
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'DELETE' });
  await device.sync(device.entries);
  at.clock.nowMs += 3 * 3_600_000;
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
  expect((await completenessOf(at)).conclusion).toBe('so-far');
  expect((await turnoutOf(at)).provisional).toEqual({ why: 'desks', devicesOutstanding: 0 });
  await device.sync([]);
  expect((await completenessOf(at)).conclusion).toBe('complete');
  expect((await turnoutOf(at)).provisional).toBeNull();
});

test('is complete only when nobody signs any more', async () => {
  await using at = await openFieldOffice();
  const device = await deskWith(at, 'Meja 7', 1);
  await device.sync(device.entries);
  expect(await completenessOf(at)).toMatchObject({ conclusion: 'complete', isOver: true });
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'DELETE' });
  expect(await completenessOf(at)).toMatchObject({
    conclusion: 'so-far',
    isOver: false,
    totals: { outstandingDevices: 0 },
    devices: [{ proof: 'so-far' }],
  });
});

describe('a gathering with a set end, where people come late', () => {
  test('is not final by a word after the end, until it is closed', async () => {
    await using at = await openWithEnd();
    const device = await deskOf(at, 'Meja 7', 1);
    at.clock.nowMs = END_MS + 300_000;
    await device.sync(device.entries);
    expect(await completenessOf(at)).toMatchObject({ conclusion: 'so-far', isOver: false });
    expect((await turnoutOf(at)).provisional).toEqual({ why: 'open', devicesOutstanding: 0 });
    const knownUntilMs = at.clock.nowMs;
    at.clock.nowMs += 60_000;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    expect(await completenessOf(at)).toMatchObject({ conclusion: 'complete', knownUntilMs });
    expect(await turnoutOf(at)).toMatchObject({ provisional: null, knownUntilMs });
    const paper = await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'));
    const { letters } = await readPrinted(paper.bytes);
    expect(letters).toContain('sekurang-kurangnyasampai7Oktober2024pukul09.05WITA');
    expect(letters).not.toContain('sementara');
  });

  test('waits for a desk that spoke before the end only, also when it is closed', async () => {
    await using at = await openWithEnd();
    const device = await deskOf(at, 'Meja 7', 1);
    await device.sync(device.entries);
    at.clock.nowMs = END_MS + 60_000;
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    expect(await completenessOf(at)).toMatchObject({ conclusion: 'so-far', isOver: true });
    expect((await turnoutOf(at)).provisional).toEqual({ why: 'desks', devicesOutstanding: 0 });
  });

  test('that is closed before its set end waits for no word after that end', async () => {
    await using at = await openWithEnd();
    const device = await deskOf(at, 'Meja 7', 1);
    at.clock.nowMs = END_MS - 1_800_000;
    await device.sync(device.entries);
    await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
    expect((await completenessOf(at)).conclusion).toBe('complete');
  });

  test('is over with its code, when nobody closes it', async () => {
    await using at = await openWithEnd();
    const device = await deskOf(at, 'Meja 7', 1);
    at.clock.nowMs = at.gathering.expiresAtMs - 1;
    await device.sync(device.entries);
    expect((await completenessOf(at)).conclusion).toBe('so-far');
    at.clock.nowMs += 1;
    expect((await completenessOf(at)).conclusion).toBe('complete');
  });
});

/** Senin, 7 Oktober 2024, 09.00 WITA. */
const END_MS = Date.UTC(2024, 9, 7, 1);

async function openWithEnd(): Promise<FieldOffice> {
  const at = await openFieldOffice();
  const wanted = { ...newGathering(at.programme.id), endsAt: '2024-10-07T09:00', validHours: 2 };
  return Object.assign(at, { gathering: await makeGathering(at, wanted) });
}

/** A desk where so many people have signed; nothing is sent, and the gathering is closed. */
async function deskWith(at: FieldOffice, name: string, count: number): Promise<TestDevice> {
  at.clock.nowMs = Math.max(at.clock.nowMs, at.gathering.startsAtMs + 60_000);
  await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method: 'POST' });
  return deskOf(at, name, count);
}

/** A desk where so many people have signed since the start; nothing is sent. */
async function deskOf(at: FieldOffice, name: string, count: number): Promise<TestDevice> {
  at.clock.nowMs = Math.max(at.clock.nowMs, at.gathering.startsAtMs + 60_000);
  const device = await enrolDevice(at, await at.stationUrl(name));
  for (let no = 1; no <= count; no++) device.keep(await signing(listed(no)));
  return device;
}

function lossOf({ journal }: TestDevice, seq: number, heldSeq = 0): string {
  return lossText({ journal, heldSeq, seq });
}
