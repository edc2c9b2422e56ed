/**
 * Keeps what is known of the health of the running office, and makes the line of core/health.ts of
 * it. Requests tell of the troubles they meet; the rounds tell of everything else.
 */
import { type HealthFacts, type HealthItem, type Trouble, healthOf } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { Proxies } from '../network/proxies.ts';

/** What only a round looks at. */
export type Seen = Pick<
  HealthFacts,
  'backups' | 'room' | 'newestRowMs' | 'clockJump' | 'certificateEndsAtMs'
>;

export interface Health {
  /** Something met a trouble just now. */
  meet(trouble: Trouble): void;
  /** The disk was asked, and takes what is written to it. */
  recover(): void;
  /** Whether a trouble was met that may be over. */
  readonly isTroubled: boolean;
  /** Why the last backup failed; null when it did not. */
  noteBackup(failure: string | null): void;
  readonly backupFailing: { readonly what: string; readonly sinceMs: number } | null;
  see(seen: Partial<Seen>): void;
  /** The line now. */
  items(): readonly HealthItem[];
}

interface Met {
  readonly sinceMs: number;
  lastAtMs: number;
}

/** What the line is made of beside what is seen and met. */
export interface HealthSources {
  readonly config: Config;
  readonly database: Pick<Database, 'standstill'>;
  readonly proxies: Pick<Proxies, 'undeclaredProxy'>;
  readonly now: () => number;
}

export function openHealth({ config, database, proxies, now }: HealthSources): Health {
  const startedAtMs = now();
  const troubles = new Map<Trouble, Met>();
  let backupFailing: Health['backupFailing'] = null;
  let seen: Seen = {
    backups: null,
    room: null,
    newestRowMs: null,
    clockJump: null,
    certificateEndsAtMs: null,
  };
  const meet = (trouble: Trouble): void => {
    const before = troubles.get(trouble);
    if (before === undefined) troubles.set(trouble, { sinceMs: now(), lastAtMs: now() });
    else before.lastAtMs = now();
  };
  return {
    meet,
    recover() {
      for (const [trouble, { lastAtMs }] of troubles) {
        // A disk that failed once and then takes a small file is no sound disk yet.
        const isRecent = Math.abs(now() - lastAtMs) < LIMITS.failingShownMs;
        const stays = trouble === database.standstill || (trouble === 'disk-failing' && isRecent);
        if (!stays) troubles.delete(trouble);
      }
    },
    get isTroubled() {
      return troubles.size > 0;
    },
    noteBackup(failure) {
      const sinceMs = backupFailing?.sinceMs ?? now();
      backupFailing = failure === null ? null : { what: failure, sinceMs };
    },
    get backupFailing() {
      return backupFailing;
    },
    see(more) {
      seen = { ...seen, ...more };
    },
    items() {
      const { standstill } = database;
      if (standstill !== null && !troubles.has(standstill)) meet(standstill);
      const met = [...troubles].map(([what, { sinceMs }]) => ({ what, sinceMs }));
      return healthOf({
        ...seen,
        nowMs: now(),
        startedAtMs,
        troubles: met,
        origin: config.origin,
        proxy: proxies.undeclaredProxy(),
      });
    },
  };
}
