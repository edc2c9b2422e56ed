/**
 * Keeps the security log. What anybody at all can cause is kept apart from what organisers did, in
 * few records that count, so that no flood pushes an organiser's act out. A disk in trouble does
 * not undo what was done: its record waits in memory for the next one.
 */
import type { SQLInputValue } from 'node:sqlite';
import { LIMITS } from '#core/limits.ts';
import { STRANGER_ACTS, type SecurityAct } from '#core/security.ts';
import type { Database } from '../db/database.ts';
import { saidBy } from '../db/trouble.ts';

/** What was done, by which account (its login, or nothing), from which address, and to what. */
export interface SecurityFact {
  readonly act: SecurityAct;
  readonly who: string;
  readonly address: string;
  readonly detail: string;
}

export interface SecurityLog {
  record(fact: SecurityFact, nowMs: number): Promise<void>;
}

/** So many records are written between two looks at what is too many. */
const PRUNE_EVERY = 50;

interface PendingRecord extends SecurityFact {
  readonly atMs: number;
}

/** Records something. Nobody who signs is named in the detail. */
export function recordSecurity(
  { securityLog, now }: { readonly securityLog: SecurityLog; readonly now: () => number },
  fact: SecurityFact,
): Promise<void> {
  return securityLog.record(fact, now());
}

export function openSecurityLog(database: Database): SecurityLog {
  const held: PendingRecord[] = [];
  let sincePruned = PRUNE_EVERY;
  return {
    async record(fact, nowMs) {
      const detail = fact.detail.slice(0, LIMITS.securityTextCharsMax);
      const taken = [...held.splice(0), { ...fact, detail, atMs: nowMs }];
      try {
        await database.together(() => {
          for (const one of taken) write(database, one);
          sincePruned += taken.length;
          if (sincePruned < PRUNE_EVERY) return;
          prune(database, nowMs);
          sincePruned = 0;
        });
      } catch (error) {
        if (saidBy(error) === null) throw error;
        held.unshift(...taken);
        held.splice(0, held.length - LIMITS.securityHeldMax);
      }
    },
  };
}

function write(database: Database, fact: PendingRecord): void {
  if (!STRANGER_ACTS.includes(fact.act)) return insert(database, fact);
  if (repeat(database, fact)) return;
  const acts = STRANGER_ACTS.map(() => '?').join(', ');
  const { many } = get(
    database,
    `select count(*) as many from security_log where act in (${acts}) and last_at_ms > ?`,
    [...STRANGER_ACTS, fact.atMs - 3_600_000],
  );
  const isFlood = Number(many) >= LIMITS.strangerRecordsPerHourMax;
  const kept = isFlood ? { ...fact, who: '', address: '', detail: '' } : fact;
  if (!isFlood || !repeat(database, kept)) insert(database, kept);
}

/** Counts it in a record of the last minutes that says the same; false when there is none. */
function repeat(database: Database, { act, who, address, detail, atMs }: PendingRecord): boolean {
  const { changes } = database.sqlite
    .prepare(
      `update security_log set count = count + 1, last_at_ms = max(last_at_ms, ?) where no = (
        select no from security_log
        where act = ? and last_at_ms > ? and who = ? and address = ? and detail = ?
        order by no desc limit 1)`,
    )
    .run(atMs, act, atMs - LIMITS.securityRepeatMs, who, address, detail);
  return changes === 1;
}

function insert(database: Database, { act, who, address, detail, atMs }: PendingRecord): void {
  const isStranger = STRANGER_ACTS.includes(act) ? 1 : 0;
  database.sqlite
    .prepare(
      `insert into security_log (at_ms, last_at_ms, act, is_stranger, who, address, detail)
      values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(atMs, atMs, act, isStranger, who, address, detail);
}

/** Each of the two kinds has its own bound. */
function prune(database: Database, nowMs: number): void {
  const bounds = [LIMITS.securityRecordsMax, LIMITS.strangerRecordsMax];
  for (const [isStranger, most] of bounds.entries()) {
    database.sqlite
      .prepare(
        `delete from security_log where is_stranger = ? and (last_at_ms < ? or no <= (
          select no from security_log where is_stranger = ? order by no desc limit 1 offset ?))`,
      )
      .run(isStranger, nowMs - LIMITS.securityRetentionMs, isStranger, most);
  }
}

function get(
  { sqlite }: Database,
  sql: string,
  values: readonly SQLInputValue[],
): Record<string, unknown> {
  return sqlite.prepare(sql).get(...values) ?? {};
}
