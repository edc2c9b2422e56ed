/** Yields turnout as organisers watch it: counted as the ledger grows, never ahead of it. */
import { expect, test } from 'vitest';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { openFieldOffice, recounted, turnoutOf } from '../support/office-with-field.ts';
import { enrolDevice, listed, signing } from '../support/field.ts';

test('counts who signed, by agency and category', async () => {
  await using at = await openFieldOffice({ people: 25 });
  const phone = await enrolDevice(at, { url: at.gathering.invitation.url });
  const before = await turnoutOf(at);
  expect(before.totals).toMatchObject({ expected: 25, attended: 0, signed: 0 });
  const run = [];
  for (const no of [1, 2, 11]) run.push(phone.keep(await signing(listed(no))));
  const receipt = await phone.sync(run);
  expect(receipt.verdicts.map(({ kind }) => kind)).toEqual(['stored', 'stored', 'stored']);
  const after = await turnoutOf(at);
  expect(after.totals).toMatchObject({ expected: 25, attended: 3, signed: 3 });
  expect(after.agencies.map(({ own }) => own.signed)).toEqual([2, 1, 0]);
  const [counters, fresh] = await recounted(at);
  expect(counters).toEqual(fresh);
  void OFFICE_PATHS;
});
