/**
 * What the running office does for its own safety, because nobody types commands: a backup whenever
 * one is due, made by a process of its own, and the word of what is safe, taken from the shelf. The
 * rule: whatever fails here is told, and never stops the office.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LIMITS } from '#core/limits.ts';
import type { BackupPlan, Config } from '../config.ts';
import type { Context } from '../context.ts';
import { passGeneration } from '../keeping/generation.ts';
import { publishSafe } from '../keeping/safe.ts';
import { listBackups, readManifest } from '../keeping/shelf.ts';

export interface Rounds {
  /** No further round; resolves when the one under way is done. */
  stop(): Promise<void>;
}

/** Where a round says what it did, and what failed. */
export type Tell = (line: string) => void;

const BACKUP = join(import.meta.dirname, './backup-main.ts');
const run = promisify(execFile);

/** Looks at the shelf at once, then goes its rounds. */
export async function beginRounds(context: Context, plan: BackupPlan, tell: Tell): Promise<Rounds> {
  let current = Promise.resolve();
  const after = (work: () => Promise<void>): Promise<void> =>
    current.then(work).catch((error: unknown) => {
      const why = reasonOf(error);
      context.health.noteBackup(why);
      tell(`Backup: ${why}`);
    });
  await after(() => publishSafe(context.database, plan.shelf));
  const timer = setInterval(() => {
    current = after(() => goRound(context, plan));
  }, LIMITS.backupRoundMs);
  return {
    stop() {
      clearInterval(timer);
      // A copy that was made by hand while the office ran is then behind.
      return after(() => passGeneration(context.database, context.config.dataFolder));
    },
  };
}

async function goRound(context: Context, plan: BackupPlan): Promise<void> {
  // A copy of what is there now would be one of something else.
  if (context.database.standstill !== null) return;
  await context.database.lookAtFiles();
  if (isDue(plan, context.now())) {
    await makeBackup(context.config, plan);
    await passGeneration(context.database, context.config.dataFolder);
  }
  await publishSafe(context.database, plan.shelf);
  context.health.noteBackup(null);
}

/** What the program that failed said last, else the failure itself. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error ? String(error.stderr).trim() : '';
  return said === '' ? error.message.trim() : said;
}

/** By the shelf, not by a clock of its own: an office that is started again does not begin anew. */
function isDue({ shelf, everyMs }: BackupPlan, nowMs: number): boolean {
  if (everyMs === null) return false;
  const last = listBackups(shelf).at(-1);
  const made = last === undefined ? null : readManifest(last.folder);
  // Its name may be of a clock that was ahead: names follow one another whatever the clock says.
  return made === null || Math.abs(nowMs - Date.parse(made.madeAt)) >= everyMs;
}

async function makeBackup({ dataFolder }: Config, { shelf, keep }: BackupPlan): Promise<void> {
  const args = [BACKUP, `--data=${dataFolder}`, `--to=${shelf}`, `--keep=${keep}`];
  await run(process.execPath, args, { timeout: LIMITS.backupDeadlineMs });
}
