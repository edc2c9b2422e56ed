/** Backups under fire: while devices send, killed in the middle, and made by nobody. */
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { examine, listBackups } from '#server/keeping/shelf.ts';
import { command } from '../support/office-command.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Siege, differences, keepSending, laySiege } from '../support/siege.ts';

const BACKUPS = 6;
const KILLS = 20;
const KILL_MS_MAX = 900;

/** Has every device send, at half the rate that the office takes from here. */
function sendSlowly({ senders }: Siege): AsyncDisposable {
  const pauseMs = (2 * senders.length * 60_000) / LIMITS.requestsPerMinuteMax;
  return keepSending(senders, () => pauseMs);
}

const shelfOf = ({ office }: Siege): string => join(office.folder, 'backups');

test('a backup of an office that is sent to is of one moment, and nobody waits for it', async () => {
  await using siege = await laySiege({ devices: 4 });
  {
    await using _ = sendSlowly(siege);
    for (let made = 0; made < BACKUPS; made++) {
      const ended = await command('commands/backup-main.ts', [`--data=${siege.office.folder}`]);
      expect(ended).toMatchObject({ code: 0 });
    }
  }
  expect(siege.senders.flatMap(({ refusals }) => [...refusals])).toEqual([]);
  const counts = listBackups(shelfOf(siege)).map(({ folder }) => {
    using copy = new DatabaseSync(join(folder, 'office.sqlite'), { readOnly: true });
    const broken = copy
      .prepare(
        `select count(*) as count from journals
        where seq <> (select count(*) from entries where journal_no = journals.no)
          or seq <> (select max(first_seq + entry_count - 1) from batches
            where journal_no = journals.no)`,
      )
      .get();
    expect(Number(broken?.['count'])).toBe(0);
    return Number(copy.prepare('select count(*) as count from entries').get()?.['count']);
  });
  expect(counts).toHaveLength(BACKUPS);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  await siege.office.stop();
  expect(differences(siege)).toEqual([]);
});

test('a backup that is killed leaves the others, and nothing half made that counts', async () => {
  await using siege = await laySiege({ devices: 2 });
  const { office } = siege;
  const args = [`--data=${office.folder}`, '--keep=3'];
  {
    await using _ = sendSlowly(siege);
    for (let kill = 0; kill < KILLS; kill++) {
      const killMs = Math.random() * KILL_MS_MAX;
      await command('commands/backup-main.ts', args, { killMs });
      for (const { folder } of listBackups(shelfOf(siege)))
        expect(await examine(folder)).toBe(null);
    }
    expect(await command('commands/backup-main.ts', args)).toMatchObject({ code: 0 });
  }
  const left = readdirSync(shelfOf(siege));
  expect(left.filter((name) => /^\.part|damaged/.test(name))).toEqual([]);
  expect(listBackups(shelfOf(siege)).length).toBeLessThanOrEqual(3);
  for (const sender of siege.senders) await sender.empty();
  await office.stop();
  expect(differences(siege)).toEqual([]);
});

test('the office backs itself up, and says then what is safe', async () => {
  await using siege = await laySiege({ devices: 1, env: { IKRAR_BACKUP_MINUTES: '60' } });
  const [sender] = siege.senders;
  for (let more = 0; more < 5; more++) await sender?.send();
  await sender?.empty();
  const entries = sender?.device.entries.length ?? 0;
  await sleep(LIMITS.backupRoundMs);
  const deadlineMs = Date.now() + PATIENCE.startMs;
  let safe = 0;
  while (safe === 0 && Date.now() < deadlineMs) {
    await sleep(1_000);
    await sender?.beat();
    safe = sender?.receipts.at(-1)?.journals[0]?.safeSeq ?? 0;
  }
  expect(safe).toBe(entries);
  expect(listBackups(shelfOf(siege))).toHaveLength(1);
});
