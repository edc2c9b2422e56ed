/** What becomes of a batch that a device sends eight times in the same moment. */
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { listed, openReceipt, signing } from '../support/field.ts';
import { openFieldOffice, recounted, turnoutOf, enrolDesk } from '../support/office-with-field.ts';

const TIMES = 8;
const ENTRIES = LIMITS.batchEntriesStart;

test('eight identical batches at once leave one row each, and eight receipts that agree', async () => {
  await using at = await openFieldOffice({ people: ENTRIES });
  const device = await enrolDesk(at);
  for (let no = 1; no <= ENTRIES; no++) device.keep(await signing(listed(no)));
  const body = await device.seal(device.entries);
  const answers = await Promise.all(Array.from({ length: TIMES }, () => device.post(body)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: TIMES }, () => 200));

  // Opening one checks the office's seal.
  const receipts = await Promise.all(answers.map(({ bytes }) => openReceipt(at, bytes)));
  const kinds = receipts.map(({ verdicts }) => [...new Set(verdicts.map(({ kind }) => kind))]);
  expect(kinds.filter(([kind]) => kind === 'stored')).toEqual([['stored']]);
  expect(kinds.filter(([kind]) => kind === 'duplicate')).toHaveLength(TIMES - 1);
  for (const { verdicts, journals } of receipts) {
    expect(verdicts).toHaveLength(ENTRIES);
    expect(journals).toEqual(receipts[0]?.journals);
  }

  const { sqlite } = at.office.context.database;
  const rows = sqlite.prepare('select bytes from entries order by seq').all();
  expect(rows.map((row) => row['bytes'])).toEqual(device.entries.map(({ bytes }) => bytes));
  expect(sqlite.prepare('select count(*) as count from batches').get()?.['count']).toBe(1);
  expect(sqlite.prepare('select count(*) as count from strays').get()?.['count']).toBe(0);
  expect((await turnoutOf(at)).totals.signed).toBe(ENTRIES);
  const [counters, again] = await recounted(at);
  expect(counters).toEqual(again);
});
