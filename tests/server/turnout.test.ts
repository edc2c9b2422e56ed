/** Turnout as organisers watch it: counted as the ledger grows, never ahead of it. */
import { describe, expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { enrolDevice, listed, newGathering, signing } from '../support/field.ts';
import {
  completenessOf,
  entriesOf,
  makeGathering,
  openFieldOffice,
  recounted,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';

const GUEST = {
  kind: 'walk-in',
  name: 'Tamu Uji',
  number: '',
  position: 'Ketua',
  unit: 'Lembaga Uji',
  category: 'guest',
} as const;

describe('turnout', () => {
  test('counts who attended and signed, by agency and category', async () => {
    await using at = await openFieldOffice({ people: 25 });
    const phone = await enrolDesk(at);
    expect((await turnoutOf(at)).totals).toEqual({
      expected: 25,
      attended: 0,
      signed: 0,
      extraAttended: 0,
      extraSigned: 0,
    });
    phone.keep(await signing(listed(1)));
    phone.keep(await signing(listed(2), { acts: { attended: true, signed: false } }));
    phone.keep(await signing(listed(11)));
    phone.keep(await signing(GUEST, { acts: { attended: true, signed: false } }));
    await phone.sync(phone.entries);
    const { totals, agencies, categories, walkIns } = await turnoutOf(at);
    expect(totals).toMatchObject({ expected: 25, attended: 3, signed: 2, extraAttended: 1 });
    expect(agencies.map(({ name, own }) => [name, own.attended, own.signed])).toEqual([
      ['Dinas Uji A', 2, 1],
      ['Dinas Uji B', 1, 1],
      ['Dinas Uji C', 0, 0],
    ]);
    expect(categories.find(({ category }) => category === 'guest')).toMatchObject({
      expected: 0,
      extraAttended: 1,
    });
    expect(walkIns).toEqual({ attended: 1, signed: 0 });
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('counts a person once, however often and wherever they sign', async () => {
    await using at = await openFieldOffice();
    const [one, two] = [await enrolDesk(at), await enrolDesk(at)];
    const late = two.keep(await signing(listed(1)), { wallMs: at.clock.nowMs + 5_000 });
    await two.sync(two.entries);
    const early = one.keep(await signing(listed(1)), { wallMs: at.clock.nowMs });
    await one.sync(one.entries);
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 1, signed: 1 });
    const duplicates = await entriesOf(at, 'duplicates');
    const counted = duplicates.entries.map(({ id, counted: stands }) => [id, stands]);
    expect(counted).toEqual([
      [toHex(early.id), true],
      [toHex(late.id), false],
    ]);
  });

  test('counts a person once who signs twice in one batch', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    for (const no of [1, 2, 1]) desk.keep(await signing(listed(no)));
    await desk.sync(desk.entries);
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 2, signed: 2 });
  });

  test('counts nobody again when a long batch is followed by another of the same people', async () => {
    await using at = await openFieldOffice({ people: 25 });
    for (let round = 0; round < 2; round++) {
      const phone = await enrolDesk(at);
      for (let no = 1; no <= 23; no++) phone.keep(await signing(listed(no)));
      await phone.sync(phone.entries);
    }
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 23, signed: 23 });
    expect((await entriesOf(at, 'duplicates')).entries).toHaveLength(46);
  });

  test('counts nobody again when half of a long batch was there before', async () => {
    await using at = await openFieldOffice({ people: 25 });
    const [one, two] = [await enrolDesk(at), await enrolDesk(at)];
    for (const phone of [one, two]) {
      for (let no = 1; no <= 20; no++) phone.keep(await signing(listed(no)));
    }
    await one.sync(one.entries.slice(0, 5));
    await one.sync(one.entries);
    await two.sync(two.entries);
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 20, signed: 20 });
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('counts everybody whose rows have the numbers of a try that was rolled back', async () => {
    await using at = await openFieldOffice({ people: 24 });
    const [first, second, third] = [await enrolDesk(at), await enrolDesk(at), await enrolDesk(at)];
    for (let no = 1; no <= 12; no++) first.keep(await signing(listed(no)));
    for (let no = 13; no <= 24; no++) second.keep(await signing(listed(no)));
    for (let no = 1; no <= 24; no++) third.keep(await signing(listed(no)));
    const { sqlite } = at.office.context.database;
    sqlite.exec(
      "create trigger fail before insert on batches begin select raise(abort, 'uji'); end",
    );
    expect((await first.post(await first.seal(first.entries))).status).toBe(503);
    sqlite.exec('drop trigger fail');
    await second.sync(second.entries);
    await first.sync(first.entries);
    await third.sync(third.entries);
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 24, signed: 24 });
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('counts a person once who attends, then signs, then signs again', async () => {
    await using at = await openFieldOffice();
    const phone = await enrolDesk(at);
    await phone.sync([
      phone.keep(await signing(listed(1), { acts: { attended: true, signed: false } })),
    ]);
    await phone.sync([phone.keep(await signing(listed(1)))]);
    await phone.sync([phone.keep(await signing(listed(1)))]);
    expect((await turnoutOf(at)).totals).toMatchObject({ attended: 1, signed: 1 });
  });

  test('keeps people who were not invited apart', async () => {
    await using at = await openFieldOffice({ invites: { signatories: [1, 2] } });
    const phone = await enrolDesk(at);
    phone.keep(await signing(listed(2)));
    phone.keep(await signing(listed(3)));
    await phone.sync(phone.entries);
    expect((await turnoutOf(at)).totals).toEqual({
      expected: 2,
      attended: 1,
      signed: 1,
      extraAttended: 1,
      extraSigned: 1,
    });
  });

  test('of an agency has all below it once, be it that nobody there was invited', async () => {
    await using at = await openFieldOffice({ people: 21, invites: { signatories: [1, 11] } });
    const { sqlite } = at.office.context.database;
    sqlite.exec('update agencies set parent_no = no - 1 where no > 1'); // B is in A, and C in B
    const desk = await enrolDesk(at);
    await desk.sync([desk.keep(await signing(listed(21)))]);
    const { agencies } = await turnoutOf(at);
    expect(
      agencies.map(({ name, depth, own, whole }) => [
        `${depth} ${name}`,
        own.expected,
        whole.expected,
        whole.extraSigned,
      ]),
    ).toEqual([
      ['0 Dinas Uji A', 1, 2, 1],
      ['1 Dinas Uji B', 1, 1, 1],
      ['2 Dinas Uji C', 0, 0, 1],
    ]);
  });

  test('is not sent again while nothing changed', async () => {
    await using at = await openFieldOffice();
    const url = OFFICE_PATHS.turnout(at.gathering.id);
    const first = await at.organise(url);
    const tag = String(first.headers['etag']);
    const again = await at.organise(url, { headers: { 'if-none-match': tag } });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    await enrolDesk(at);
    const changed = await at.organise(url, { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
  });
});

describe('a revocation', () => {
  test('from another gathering changes nothing here', async () => {
    await using at = await openFieldOffice();
    const other = await makeGathering(at, newGathering(at.programme.id));
    const phone = await enrolDesk(at);
    const kept = phone.keep(await signing(listed(1)));
    await phone.sync(phone.entries);
    const foreign = Object.assign(Object.create(at) as typeof at, { gathering: other });
    const station = await enrolDevice(at, await foreign.stationUrl('Meja Lain'));
    station.keep({ kind: 'revocation', target: kept.id, reason: 'keliru', station: '' });
    const { verdicts } = await station.sync(station.entries);
    expect(verdicts).toEqual([{ kind: 'quarantined', doubt: 'unknown-target' }]);
    expect((await turnoutOf(at)).totals.signed).toBe(1);
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });
});

describe('a database that was put back', () => {
  test('begins a new epoch, says what is missing, and is filled again by the devices', async () => {
    await using at = await openFieldOffice();
    const phone = await enrolDesk(at);
    phone.keep(await signing(listed(1)));
    const first = await phone.sync(phone.entries);
    const { sqlite } = at.office.context.database;
    const backup = `${at.folder}/backup.sqlite`;
    sqlite.exec(`vacuum into '${backup}'`);
    phone.keep(await signing(listed(2)));
    await phone.sync(phone.entries.slice(1));
    await at.restart();
    const { epoch } = await phone.sync([]);
    expect(epoch).toBe(first.epoch);
    await at.restart(() => at.putBack(backup));
    const beat = await phone.sync([]);
    expect(beat.epoch).toBeGreaterThan(first.epoch);
    expect(beat.journals[0]?.seq).toBe(1);
    expect((await completenessOf(at)).totals).toMatchObject({ made: 2, received: 1, missing: 1 });
    await phone.sync(phone.entries);
    expect((await turnoutOf(at)).totals.signed).toBe(2);
  });
});
