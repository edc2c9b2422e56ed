/**
 * What an office that was put back means in the field: the tablet sees what is gone, sends
 * it again by itself, and says "diterima" of nothing that the office does not have.
 */
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { listBackups } from '#server/keeping/shelf.ts';
import {
  confirm,
  findByName,
  handOver,
  joinAsStation,
  leaveStatus,
  openStatus,
  receiveAll,
  save,
  storedRows,
  TABLET,
  write,
  writingOf,
} from '../support/desk.ts';
import { KABUPATEN, test } from '../support/fieldwork.ts';
import { command } from '../support/office-command.ts';

test.use({ viewport: TABLET });

const PEOPLE = KABUPATEN.people.filter(({ category }) => category === 'Non-ASN').slice(0, 4);

test('fills an office again that was put back to before some signatures', async ({
  page,
  office,
  hold,
}) => {
  const held = await hold();
  await joinAsStation(page, held.stationUrl);
  const signAs = async (from: number, to: number): Promise<void> => {
    for (const [i, person] of PEOPLE.slice(from, to).entries()) {
      await findByName(page, person);
      await confirm(page, person.name);
      await write(page, writingOf(from + i));
      await save(page);
      await handOver(page, person.name);
    }
    await openStatus(page);
    await receiveAll(page, to);
  };
  await signAs(0, 2);
  const data = `--data=${office.folder}`;
  expect(await command('commands/backup-main.ts', [data])).toMatchObject({ code: 0 });
  await leaveStatus(page);
  await signAs(2, 3);
  expect(office.ledger(held.id)).toHaveLength(3);

  await office.stop();
  const backup = listBackups(join(office.folder, 'backups')).at(-1);
  const restored = await command('commands/restore-main.ts', [
    data,
    `--from=${backup?.folder ?? ''}`,
  ]);
  expect(restored).toMatchObject({ code: 0 });
  expect(office.ledger(held.id)).toHaveLength(2);
  await office.start();

  // A heartbeat would find out within a minute; the next signature does at once.
  await leaveStatus(page);
  await signAs(3, 4);
  await expect.poll(() => office.ledger(held.id).length).toBe(4);
  const kept = await storedRows(page, 'entries');
  const there = office.ledger(held.id).toSorted((a, b) => a.seq - b.seq);
  expect(there.map(({ bytes }) => bytes)).toEqual(kept.map(({ bytes }) => bytes));
  expect(office.strayCount()).toBe(0);
});
