/** What the running office does by itself: what fails there is told, and stops nothing. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { assert } from '#core/assert.ts';
import { LIMITS } from '#core/limits.ts';
import { type BackupReport, backUp } from '#server/keeping/backup.ts';
import { beginRounds } from '#server/commands/rounds.ts';
import { listBackups, readManifest } from '#server/keeping/shelf.ts';
import { listed, signing } from '../support/field.ts';
import { type FieldOffice, openFieldOffice, enrolDesk } from '../support/office-with-field.ts';

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

function planOf(at: FieldOffice) {
  return { shelf: join(at.folder, 'backups'), keep: 7, everyMs: HOUR_MS };
}

async function backedUp(at: FieldOffice, nowMs: number): Promise<BackupReport> {
  const made = await backUp({ ...planOf(at), dataFolder: at.folder, nowMs });
  assert(made.ok, made.ok ? '' : made.fault.detail);
  return made.value;
}

test('a shelf that cannot be read makes nothing safe, and the office starts', async () => {
  await using at = await openFieldOffice();
  const { context } = at.office;
  const device = await enrolDesk(at);
  await device.sync([device.keep(await signing(listed(1)))]);
  await backedUp(at, at.clock.nowMs);
  const told: string[] = [];
  const tell = (line: string): number => told.push(line);
  await (await beginRounds(context, planOf(at), tell)).stop();
  expect((await device.sync([])).journals[0]?.safeSeq).toBe(1);

  const safe = join(planOf(at).shelf, 'safe.json');
  rmSync(safe);
  mkdirSync(safe);
  await (await beginRounds(context, planOf(at), tell)).stop();
  expect(told).toEqual([expect.stringContaining('EISDIR')]);
  expect((await device.sync([])).journals[0]?.safeSeq).toBe(0);
});

test('a backup from a clock that was years ahead does not make one due every minute', async () => {
  await using at = await openFieldOffice();
  at.clock.nowMs = Date.now();
  await backedUp(at, at.clock.nowMs + 10 * 365 * 24 * HOUR_MS);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const told: string[] = [];
  const rounds = await beginRounds(at.office.context, planOf(at), (line) => told.push(line));
  vi.advanceTimersByTime(2 * LIMITS.backupRoundMs);
  await rounds.stop();
  expect(told).toEqual([]);
  expect(listBackups(planOf(at).shelf)).toHaveLength(2);
});

test('a backup that the disk no longer gives back is set aside, and the next is made', async () => {
  await using at = await openFieldOffice();
  const { folder } = await backedUp(at, at.clock.nowMs);
  const path = join(folder, 'office.sqlite');
  rmSync(path);
  mkdirSync(path); // as unreadable as a bad sector
  const made = readManifest(folder);
  const files = made?.files.map((file) => ({ ...file, bytes: statSync(path).size }));
  writeFileSync(
    join(folder, 'backup.json'),
    JSON.stringify({ ...made, files: files?.slice(0, 1) }),
  );
  const next = await backedUp(at, at.clock.nowMs + HOUR_MS);
  expect(next.retained).toHaveLength(1);
  expect(next.damaged).toEqual([expect.stringContaining('office.sqlite cannot be read')]);
  expect(readdirSync(planOf(at).shelf)).toHaveLength(4); // two folders, the lock, what is safe
});
