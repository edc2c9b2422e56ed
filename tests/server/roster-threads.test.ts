/** What roster files cannot do: stop the office, fill its memory, or end it. */
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, problem, rosterPage, rosterReport } from '#core/office-api.ts';
import { placeOf } from '#server/db/reading.ts';
import { readRosterCsv } from '#server/roster/roster-csv.ts';
import { openRosterThreads } from '#server/roster/roster-threads.ts';
import { writeRoster } from '#server/roster/roster-writing.ts';
import { watchBusy } from '../support/busy.ts';
import { enrolDevice, listed, postRoster, rosterCsv, signing } from '../support/field.ts';
import { type FieldOffice, openFieldOffice, recounted } from '../support/office-with-field.ts';

const HEAD = 'Nama;Jabatan;NIP\nBudira Satu;Staf;\n';
const CHARS = LIMITS.rosterFileBytesMax - 200;
// Before they had a thread of their own: 15 seconds and 900 MB, and 67 seconds and 2.7 GB.
const BUSY_MS_MAX = 1_000;
const GROWN_BYTES_MAX = 500e6;

describe('a hostile file', () => {
  const BLANK = { rows: 1, errors: 0 };
  const kinds: readonly (readonly [what: string, text: () => string, said: object])[] = [
    ['a million blank lines', () => HEAD + '\n'.repeat(1_000_000), BLANK],
    ['line feeds', () => HEAD + '\n'.repeat(CHARS), BLANK],
    ['carriage returns', () => HEAD.replaceAll('\n', '\r') + '\r'.repeat(CHARS), BLANK],
    ['lines of separators', () => HEAD + ';;;;;;;\n'.repeat(CHARS / 8), BLANK],
    ['byte order marks', () => HEAD + '\ufeff\n'.repeat(CHARS / 4), BLANK],
    ['separators in one line', () => HEAD + ';'.repeat(CHARS), { rows: 1, errors: 1 }],
    ['cells in one line', () => HEAD + 'a;'.repeat(CHARS / 2), { rows: 1, errors: 2 }],
    ['one cell', () => HEAD + 'x'.repeat(CHARS), { rows: 1, errors: 2 }],
    [
      'a quote that never closes',
      () => `${HEAD}"${'Budi;Staf;\n'.repeat(CHARS / 12)}`,
      { rows: 1 },
    ],
    ['quotes in quotes', () => HEAD + '"a'.repeat(CHARS / 2), { rows: 1 }],
  ];

  test('of any kind leaves the office awake, and small', async () => {
    await using at = await openFieldOffice({ people: 3 });
    for (const [what, text, said] of kinds) {
      const csv = Buffer.from(text());
      const run = () => postRoster(at, at.programme.id, { csv, commit: 0 });
      const { value, longestMs, grownBytes } = await watchBusy(run);
      expect([what, value.status]).toEqual([what, 200]);
      expect({ what, ...value.read(rosterReport) }).toMatchObject({ what, ...said });
      expect(longestMs, what).toBeLessThan(BUSY_MS_MAX);
      expect(grownBytes, what).toBeLessThan(GROWN_BYTES_MAX);
    }
  });

  test.each([
    ['zeros', () => HEAD + '\0'.repeat(CHARS), 'not-a-table'],
    [
      'more headings than a table has',
      () => `Nama;Jabatan;${'x;'.repeat(2_000)}\nBudi;Staf`,
      'not-a-table',
    ],
    ['more rows than a roster has', () => HEAD + 'Budi;S;\n'.repeat(CHARS / 8), 'too-many-rows'],
    [
      'somebody far below the last row of a spreadsheet',
      () => `${HEAD}${'\n'.repeat(2_000_000)}Cici;Staf;`,
      'too-many-rows',
    ],
  ])('is refused with a reason: %s', async (_what, text, title) => {
    await using at = await openFieldOffice({ people: 3 });
    const answer = await postRoster(at, at.programme.id, { csv: Buffer.from(text()), commit: 1 });
    expect(answer.read(problem).title).toBe(title);
  });

  test('names the row that does not end, and reads those above it', () => {
    const ends = [
      ['x'.repeat(CHARS), 'line-too-long'],
      [`"${'x'.repeat(CHARS)}`, 'quote-open'],
    ] as const;
    for (const [end, code] of ends) {
      const read = readRosterCsv(Buffer.from(`${HEAD}Cici Dua;Guru;\n${end}`));
      if (!read.ok) throw new Error(read.fault.code);
      expect(read.value.rows.map(({ row }) => row)).toEqual([2, 3]);
      expect(read.value.faults[0]).toMatchObject({ row: 4, code, severity: 'error' });
    }
  });
});

describe('reading piece by piece', () => {
  const cell = fc.oneof(
    fc.constantFrom('', ' ', '"', '""', '"a"', '"a;b"', '"a\nb"', '"a""b"', '"a"b', 'a"', '="1"'),
    fc.string({ maxLength: 12 }),
    fc.nat(9_000).map((length) => 'x'.repeat(length)),
  );
  const line = fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(';'));

  test('finds the people of a file, and the rows of its open quotes, that reading at once finds', () => {
    const files = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 60 }),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      times: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(files, ({ lines, end, times }) => {
        const some = lines.join(end) + end;
        const body = some.repeat(times).replaceAll(/[^\x20-\x7e\r\n]/g, '');
        const text = `Nama;Jabatan${end}${body}`;
        const read = readRosterCsv(Buffer.from(text));
        const whole = papaparse.parse<string[]>(text, { delimiter: ';' });
        const rows = whole.data.slice(1);
        const count = rows.filter((cells) => cells.some((one) => one.trim() !== '')).length;
        const quotes = new Set(
          whole.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => (row ?? 0) + 1),
        );
        if (count > LIMITS.rosterRowsMax) return;
        if (!read.ok) throw new Error(read.fault.code);
        const { faults } = read.value;
        const open = faults.filter(({ code }) => code === 'quote-open').map(({ row }) => row);
        expect(open).toEqual([...quotes]);
        for (const { row, name } of read.value.rows) {
          expect(tidied(whole.data[row - 1]?.[0] ?? '')).toBe(name);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function orderOf(csv: string, at: FieldOffice, commit: boolean) {
  return {
    bytes: Buffer.from(csv),
    database: placeOf(at.office.context.database),
    programme: { no: 1, id: at.programme.id },
    texts: { pacts: [], matrix: [], recital: { title: [], lines: [] } },
    commit,
  };
}

describe('the threads', () => {
  const bounds = { ...LIMITS, rosterThreadsMax: 1, rosterWaitingMax: 1 };
  test('are as many as is bounded; one more waits, and the next hears that they are busy', async () => {
    const threads = openRosterThreads(bounds);
    const first = Promise.withResolvers<void>();
    const done: string[] = [];
    const lent = [
      threads.lend(async () => (await first.promise, done.push('first'), good(1))),
      threads.lend(async () => (done.push('second'), good(2))),
    ];
    expect(await threads.lend(async () => good(3))).toMatchObject({ fault: { code: 'busy' } });
    first.resolve();
    expect(await Promise.all(lent)).toEqual([good(1), good(2)]);
    expect(done).toEqual(['first', 'second']);
    const short = openRosterThreads({ ...bounds, rosterWaitMs: 20 });
    const held = short.lend(async () => (await setTimeout(200), good(1)));
    expect(await short.lend(async () => good(2))).toMatchObject({ fault: { code: 'busy' } });
    expect(await held).toEqual(good(1));
    await Promise.all([threads.close(), short.close()]);
  });

  test('end with a file that is more than they can read, and the next file is read', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const csv = rosterCsv(20_000);
    const judge = (file: string) => ({ kind: 'judge', order: orderOf(file, at, false) }) as const;
    for (const tight of [{ rosterHeapMbMax: 12 }, { rosterDeadlineMs: 1 }]) {
      const threads = openRosterThreads({ ...bounds, ...tight });
      const read = await threads.lend((ask) => ask(judge(csv)));
      expect(read).toMatchObject({ ok: false, fault: { code: 'roster-unread' } });
      await threads.close();
    }
    const threads = openRosterThreads(bounds);
    await threads.lend(async (ask) => ask(judge(rosterCsv(3))));
    expect(await threads.lend((ask) => ask(judge(rosterCsv(3))))).toMatchObject({ ok: true });
    await threads.close();
    expect(await threads.lend((ask) => ask(judge(csv)))).toEqual(
      bad('unavailable', 'the office stops'),
    );
  });
});

describe('a plan', () => {
  const HEADINGS = 'Nama;NIP;Jabatan;Perangkat Daerah;Kategori';
  const people = (from: number, to: number) =>
    [
      HEADINGS,
      ...rosterCsv(to)
        .split('\r\n')
        .slice(from, to + 1),
    ].join('\n');

  test('of a roster that another import changed since is made anew', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const files = [people(2, 5), people(3, 8), people(1, 4)];
    const answers = await Promise.all(
      files.map((csv) => postRoster(at, at.programme.id, { csv, commit: 1 })),
    );
    expect(answers.map((answer) => answer.read(rosterReport).imported)).toEqual([true, true, true]);
    const page = await at.organise(OFFICE_PATHS.roster(at.programme.id));
    const names = page.read(rosterPage).people.map(({ name }) => name);
    const lists = files.map((csv) =>
      csv
        .split('\n')
        .slice(1)
        .map((line) => line.split(';')[0]),
    );
    expect(lists.map((list) => new Set(list))).toContainEqual(new Set(names));
    const [counters, fresh] = await recounted(at);
    expect(counters).toEqual(fresh);
  });

  test('that takes somebody off the roster is not written once he has signed', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const { context, rosterThreads } = at.office;
    const desk = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const written = await rosterThreads.lend(async (ask) => {
      const order = orderOf(people(1, 2), at, true);
      const reply = await ask({ kind: 'judge', order });
      assert(reply.ok && reply.value.kind === 'judged' && reply.value.judged.ok, 'it is judged');
      const { write } = reply.value.judged.value;
      assert(write !== null, 'it may be imported');
      expect(write.left).toEqual([3]);
      const attempt = () =>
        context.database.exclusive(() => writeRoster(context, 1, { ...write, changed: [] }));
      desk.keep(await signing(listed(3)));
      await desk.sync(desk.entries);
      const isWritten = await attempt();
      const again = await ask({ kind: 'plan' });
      assert(again.ok && again.value.kind === 'judged' && again.value.judged.ok, 'and again');
      return good([isWritten, again.value.judged.value.report.changes]);
    });
    const changes = { added: 0, kept: 2, removed: 0, keptForEntries: 1 };
    expect(written).toEqual(good([false, changes]));
  });
});

describe('a roster of fifty thousand', () => {
  test('is imported whole while the office answers', async () => {
    await using at = await openFieldOffice({ people: 3 });
    const rows = Array.from(
      { length: LIMITS.rosterRowsMax - 3 },
      (_, i) => `Orang ${lettersOf(i)};Staf;Dinas ${lettersOf(i % 400)}`,
    );
    const csv = `Nama;Jabatan;Perangkat Daerah\n${rows.join('\n')}`;
    const run = () => postRoster(at, at.programme.id, { csv, commit: 1 });
    const { value, longestMs } = await watchBusy(run);
    expect(value.read(rosterReport)).toMatchObject({
      rows: rows.length,
      agencies: 400,
      errors: 0,
      imported: true,
      changes: { added: rows.length, kept: 0, removed: 3, keptForEntries: 0 },
    });
    const page = await at.organise(OFFICE_PATHS.roster(at.programme.id));
    expect(page.read(rosterPage).total).toBe(rows.length);
    expect(longestMs).toBeLessThan(BUSY_MS_MAX);
  });
});

function tidied(text: string): string {
  const inner = /^\s*="(.*)"\s*$/s.exec(text)?.[1];
  return (inner?.replaceAll('""', '"') ?? text).replaceAll(/\s+/g, ' ').trim();
}

function lettersOf(no: number): string {
  return no.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
}
