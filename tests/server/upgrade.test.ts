/** An office that was made by an earlier version goes on with everything it had. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PATHS } from '#core/api.ts';
import { accountList, sessionList } from '#core/office-account-api.ts';
import { OFFICE_PATHS, rosterPage } from '#core/office-api.ts';
import { DATABASE_VERSION } from '#server/db/database.ts';
import { type Unsent, tellGathering } from '../support/kept-office.ts';
import { makeFolder } from '../support/leftovers.ts';
import { openReceipt } from '../support/field.ts';
import { freePort, openNewOffice } from '../support/office-process.ts';
import { recounted, turnoutOf } from '../support/office-with-field.ts';
import { lettersOf, readPrinted } from '../support/printed.ts';
import {
  KEPT_SCHEMAS,
  type UpgradedOffice,
  layOut,
  openUpgraded,
  unpackOffice,
} from '../support/released-office.ts';

/** No office has had these: the landing that brought each brought the next one, too. */
const NEVER_RELEASED: readonly number[] = [7, 9];

test('a database is kept of every schema before the present one', () => {
  const before = Array.from({ length: DATABASE_VERSION - 1 }, (_, i) => i + 1);
  const released = before.filter((schema) => !NEVER_RELEASED.includes(schema));
  expect(KEPT_SCHEMAS).toEqual(expect.arrayContaining(released));
});

async function tellAll(at: UpgradedOffice): Promise<readonly unknown[]> {
  const gatherings: unknown[] = [];
  for (const { id } of at.told.gatherings) {
    await at.lookAt(id);
    gatherings.push(await tellGathering(at));
  }
  await at.lookAt(at.told.gatherings[0]?.id ?? '');
  return gatherings;
}

async function send(at: UpgradedOffice, { headers, batch }: Unsent): Promise<readonly string[]> {
  const body = Buffer.from(batch, 'base64');
  const answer = await at.ask(PATHS.sync, { method: 'POST', body, headers });
  expect(answer.status).toBe(200);
  return (await openReceipt(at, answer.bytes)).verdicts.map(({ kind }) => kind);
}

/** Accounts, a session that was open, the roster, and a list with every signature that counts. */
async function lookAround(at: UpgradedOffice): Promise<void> {
  const { organisers } = (await at.organise(OFFICE_PATHS.organisers)).read(accountList);
  expect(organisers.map(({ login }) => login).toSorted()).toEqual(['kawan', 'uji']);
  const { sessions } = (await at.organise(OFFICE_PATHS.sessions)).read(sessionList);
  expect(sessions).toHaveLength(2);
  const roster = await at.organise(OFFICE_PATHS.roster(at.told.programme));
  expect(roster.read(rosterPage).total).toBe(24);
  const paper = await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'));
  const { letters, curves } = await readPrinted(paper.bytes);
  const [told] = at.told.gatherings;
  const counted = told?.entries.filter((entry) => entry.counted) ?? [];
  for (const { name } of counted) expect(letters).toContain(lettersOf(name));
  expect(curves).toHaveLength(counted.length);
}

test.each(KEPT_SCHEMAS)('an office of schema %i goes on with everything it had', async (schema) => {
  await using at = await openUpgraded(schema);
  expect(await tellAll(at)).toEqual(at.told.gatherings);
  await lookAround(at);
  expect(await send(at, at.told.sentBefore)).toEqual(['duplicate', 'duplicate']);
  expect(await tellAll(at)).toEqual(at.told.gatherings);
  const { signed } = (await turnoutOf(at)).totals;
  for (const one of at.told.unsent) expect(await send(at, one)).toEqual(['stored']);
  expect((await turnoutOf(at)).totals.signed).toBe(signed + 2);
  const [counters, fresh] = await recounted(at);
  expect(counters).toEqual(fresh);
  const after = await tellAll(at);
  await at.restart();
  expect(await tellAll(at)).toEqual(after);
});

test('an office of the first release leaves a database of today alone, and says what to do', async () => {
  const folder = makeFolder('older');
  layOut(KEPT_SCHEMAS.at(-1) ?? 0, folder);
  const path = join(folder, 'office.sqlite');
  const before = readFileSync(path);
  const place = { port: await freePort(), folder, program: unpackOffice('05270ff') };
  await expect(openNewOffice(place)).rejects.toThrow(
    /The office does not start\. .* start the newer program, or put back a backup/,
  );
  expect(readFileSync(path).equals(before)).toBe(true);
});
