/**
 * What a full disk does to an office: it says so, gives no receipt, goes on being read, and
 * takes everything when there is room again.
 */
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { PATHS } from '#core/api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { turnout } from '#core/office-gathering-api.ts';
import { examine, listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { type Siege, differences, laySiege, recountOf } from '../support/siege.ts';
import { openSmallDisk, whyNoSmallDisk } from '../support/small-disk.ts';

const DISK_MEGABYTES = 24;
const ROUNDS = 6;

/** What an office with a full disk answers to a batch that is new to it. */
async function answerOf({ office, senders }: Siege): Promise<Response> {
  const device = senders[0]?.device;
  const last = device?.entries.at(-1);
  if (device === undefined || last === undefined) throw new Error('there is an entry');
  return fetch(`http://127.0.0.1:${office.port}${PATHS.sync}`, {
    method: 'POST',
    body: await device.seal([last]),
    headers: { ...device.headers },
  });
}

test('a full disk is said, nothing is receipted, and all goes on when there is room', async (ctx) => {
  const why = whyNoSmallDisk();
  if (why !== null) ctx.skip(why);
  await using disk = openSmallDisk(DISK_MEGABYTES);
  const folder = join(disk.folder, 'data');
  mkdirSync(folder);
  await using siege = await laySiege({ devices: 3, folder });
  const { office, senders } = siege;
  const sendAll = () => Promise.all(senders.map((sender) => sender.send()));

  let refused = 0;
  let said = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let more = 0; more < 5; more++) await sendAll();
    // At first to the last byte, then with a little room left, so that it ends within a write.
    disk.fill(round * 12_288);
    for (let more = 0; more < 12; more++) {
      const receipted = await sendAll();
      refused += receipted.filter((isReceipt) => !isReceipt).length;
    }
    const answer = await answerOf(siege);
    if (answer.status !== 200) {
      said += 1;
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('30');
      expect(await answer.json()).toMatchObject({
        type: 'urn:ikrar:fault:unavailable',
        detail: 'the disk of the office is full',
      });
    }
    expect(differences(siege)).toEqual([]);
    const seen = await office.read(turnout, OFFICE_PATHS.turnout(siege.gathering));
    expect(seen.totals.signed).toBeGreaterThan(0);
    await office.ask(PATHS.office);
    disk.clear();
    for (const sender of senders) await sender.empty();
  }
  expect(said).toBeGreaterThan(ROUNDS / 2);
  expect(refused).toBeGreaterThan(ROUNDS * 10);
  expect(new Set(senders.flatMap(({ refusals }) => [...refusals.keys()]))).toEqual(new Set([503]));

  await office.stop();
  expect(differences(siege)).toEqual([]);
  using database = new DatabaseSync(join(folder, 'office.sqlite'));
  const [state] = database.prepare('pragma integrity_check').all();
  expect(v.parse(v.object({ integrity_check: v.string() }), state).integrity_check).toBe('ok');
  const [counters, again] = await recountOf(folder);
  expect(counters).toEqual(again);
});

test('an office that is killed while its disk is full starts on it when there is room', async (ctx) => {
  const why = whyNoSmallDisk();
  if (why !== null) ctx.skip(why);
  await using disk = openSmallDisk(DISK_MEGABYTES);
  const folder = join(disk.folder, 'data');
  mkdirSync(folder);
  await using siege = await laySiege({ devices: 2, folder });
  const { office, senders } = siege;
  for (let more = 0; more < 10; more++) await senders[0]?.send();
  disk.fill();
  for (let more = 0; more < 3; more++) await Promise.all(senders.map((sender) => sender.send()));
  await office.kill();
  disk.clear();
  await office.start();
  for (const sender of senders) await sender.empty();
  await office.stop();
  expect(differences(siege)).toEqual([]);
  const epochs = senders.flatMap(({ receipts }) => receipts.map(({ epoch }) => epoch));
  expect(new Set(epochs).size).toBe(1);
});

test('a backup that finds no room says so, and the ones before it stay', async (ctx) => {
  const why = whyNoSmallDisk();
  if (why !== null) ctx.skip(why);
  await using disk = openSmallDisk(DISK_MEGABYTES);
  await using siege = await laySiege({ devices: 1 });
  const args = [`--data=${siege.office.folder}`, `--to=${disk.folder}`, '--keep=1'];
  expect(await command('commands/backup-main.ts', args)).toMatchObject({ code: 0 });
  const [first] = listBackups(disk.folder);
  disk.fill(100_000);
  const failed = await command('commands/backup-main.ts', args);
  expect(failed.code).toBe(1);
  expect(failed.said).toMatch(/^The backup failed: .*(full|no space)/i);
  expect(listBackups(disk.folder)).toEqual([first]);
  expect(await examine(first?.folder ?? '')).toBe(null);
  disk.clear();
  expect(await command('commands/backup-main.ts', args)).toMatchObject({ code: 0 });
  expect(listBackups(disk.folder)).toHaveLength(1);
  expect(listBackups(disk.folder)).not.toEqual([first]);
});
