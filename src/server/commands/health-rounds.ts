/**
 * Looks at the office's health again and again, and says in the log what has changed, once. The
 * rule: whatever fails here is said, and never stops the office.
 */
import { existsSync, readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BackupFacts, HealthFacts, HealthItem } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';
import { findCertificateEnd } from '../network/certificate.ts';
import type { BackupPlan } from '../config.ts';
import type { Context } from '../context.ts';
import { askDisk, troubleOf } from '../db/trouble.ts';
import { doubtGeneration } from '../keeping/generation.ts';
import { lineOf } from '../keeping/health-words.ts';
import type { Rounds, Tell } from './rounds.ts';
import { DAMAGED, glanceAt, listBackups, readManifest } from '../keeping/shelf.ts';

/** Looks at once, then goes its rounds. */
export async function beginHealthRounds(
  context: Context,
  plan: BackupPlan,
  tell: Tell,
): Promise<Rounds> {
  const { config, health } = context;
  const look = openLook(context, plan);
  const log = openLog(tell);
  let current = Promise.resolve();
  const goRound = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      tell(`Health: ${error instanceof Error ? error.message : String(error)}`);
    }
    log(health.items());
  };
  const seeCertificate = async (): Promise<void> => {
    const certificateEndsAtMs = await findCertificateEnd(config.origin);
    if (certificateEndsAtMs !== null) health.see({ certificateEndsAtMs });
  };
  await goRound();
  void seeCertificate();
  const timers = [
    setInterval(() => {
      current = current.then(goRound);
    }, LIMITS.healthRoundMs),
    setInterval(() => void seeCertificate(), LIMITS.certificateRoundMs),
  ];
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      return current;
    },
  };
}

/** Everything that one round looks at. */
function openLook(context: Context, plan: BackupPlan): () => Promise<void> {
  const { config, database, health } = context;
  const readNewest = openNewest(context);
  const readJump = openJump(context);
  const meet = async (error: unknown): Promise<void> => {
    const trouble = await troubleOf(error, config.dataFolder);
    if (trouble === null) throw error;
    health.meet(trouble);
  };
  return async () => {
    await database.lookAtFiles().catch(meet);
    if (database.standstill !== null) doubtGeneration(config.dataFolder);
    if (database.checkpointFailure !== null) await meet(database.checkpointFailure);
    if (health.isTroubled && (await askDisk(config.dataFolder)) === null) health.recover();
    health.see({
      clockJump: readJump(),
      newestRowMs: await readNewest(),
      room: await readRoom(config.dataFolder, plan.shelf),
      backups: readBackups(plan, health.backupFailing),
    });
  };
}

function readBackups({ shelf, everyMs }: BackupPlan, failing: BackupFacts['failing']): BackupFacts {
  const last = listBackups(shelf).findLast(({ folder }) => glanceAt(folder) === null);
  const made = last === undefined ? null : readManifest(last.folder);
  const names = existsSync(shelf) ? readdirSync(shelf) : [];
  return {
    lastAtMs: made === null ? null : Date.parse(made.madeAt),
    everyMs,
    failing,
    damagedCount: names.filter((name) => name.endsWith(DAMAGED)).length,
  };
}

async function readRoom(dataFolder: string, shelf: string): Promise<HealthFacts['room']> {
  return { dataBytes: await freeBytes(dataFolder), backupBytes: await freeBytes(nearest(shelf)) };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** A shelf that is not there yet will be made on the disk of the folder above it. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

/** The newest moment in the database: all rows are read once, then those that came since. */
function openNewest({ database }: Context): () => Promise<number | null> {
  let lastNo = 0;
  let newestMs: number | null = null;
  return async () => {
    const { no, atMs } = await database.query
      .selectFrom('batches')
      .select(({ fn }) => [fn.max('no').as('no'), fn.max('received_at_ms').as('atMs')])
      .where('no', '>', lastNo)
      .executeTakeFirstOrThrow();
    lastNo = no ?? lastNo;
    if (atMs !== null) newestMs = Math.max(newestMs ?? atMs, atMs);
    return newestMs;
  };
}

/** The clock that people set, beside one that nobody can set. */
function openJump(context: Context): () => HealthFacts['clockJump'] {
  let last = { wallMs: context.now(), steadyMs: performance.now() };
  let jump: HealthFacts['clockJump'] = null;
  return () => {
    const next = { wallMs: context.now(), steadyMs: performance.now() };
    const byMs = Math.round(next.wallMs - last.wallMs - (next.steadyMs - last.steadyMs));
    last = next;
    if (Math.abs(byMs) > LIMITS.clockSlackMs) jump = { atMs: next.wallMs, byMs };
    return jump;
  };
}

/** Says each item when it comes, when it grows worse, and when it is over. */
function openLog(tell: Tell): (items: readonly HealthItem[]) => void {
  let before = new Map<string, HealthItem>();
  return (items) => {
    const now = new Map(items.map((item) => [`${item.severity} ${item.kind}`, item]));
    for (const [key, item] of now) if (!before.has(key)) tell(lineOf(item));
    for (const [key, { kind }] of before) {
      const isOver = !items.some((item) => item.kind === kind);
      if (!now.has(key) && isOver) tell(`Health, over: ${kind}`);
    }
    before = now;
  };
}
