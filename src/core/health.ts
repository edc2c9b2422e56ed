/**
 * The health of an office: what is wrong, for somebody who can act. It is computed from facts that
 * other files gather. A healthy office has no items. Each item is one thing to do.
 */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { count, instantMs, listOf } from './office-fields.ts';

/**
 * What can be wrong with the disk or the database. A request that meets such a trouble is answered
 * later.
 */
export const TROUBLES = [
  'disk-full',
  'disk-failing',
  'disk-read-only',
  'files-exhausted',
  'database-unreachable',
  'database-damaged',
  'database-removed',
  'database-replaced',
  'office-replaced',
] as const;

/** See TROUBLES. */
export type Trouble = (typeof TROUBLES)[number];

/** Everything that a health line can say. */
export const HEALTH_KINDS = [
  ...TROUBLES,
  'room-low',
  'backup-room-low',
  'backup-none',
  'backup-old',
  'backup-failing',
  'backup-damaged',
  'clock-behind',
  'clock-jumped',
  'certificate-ended',
  'certificate-ending',
  'origin-plain',
  'proxy-undeclared',
] as const;

/** See HEALTH_KINDS. */
export type HealthKind = (typeof HEALTH_KINDS)[number];

/** One thing to do. `alarm`: signatures are refused or at risk now. */
export const healthItem = v.object({
  kind: v.picklist(HEALTH_KINDS),
  severity: v.picklist(['alarm', 'warning']),
  /** Since when it is so; null when nobody knows. */
  sinceMs: v.nullable(instantMs),
  /** Room that is left. */
  freeBytes: v.optional(count),
  /** How far the clock is behind, or by how much it jumped; a jump back is negative. */
  byMs: v.optional(v.pipe(v.number(), v.integer())),
  /** When a certificate ends, or ended. */
  endsAtMs: v.optional(instantMs),
  /** A reason or an address as the office met it; never a person's data. */
  told: v.optional(v.string()),
});

/** See healthItem. */
export type HealthItem = v.InferOutput<typeof healthItem>;

/** The health line: alarms first. Empty when all is well. */
export const healthAnswer = v.object({ items: listOf(healthItem) });

/** Something that happened, and the moment it began. */
interface Since<T> {
  readonly what: T;
  readonly sinceMs: number;
}

/** What is known of the backups. */
export interface BackupFacts {
  /** The moment of the newest backup that was verified and is whole; null when there is none. */
  readonly lastAtMs: number | null;
  /** How often the office makes one; null when it makes none by itself. */
  readonly everyMs: number | null;
  /** Why the last attempt failed, since the first that did. */
  readonly failing: Since<string> | null;
  /** How many backups were set aside as damaged. */
  readonly damagedCount: number;
}

/** The facts of the health line. Null means that nobody looked; it gives no item. */
export interface HealthFacts {
  readonly nowMs: number;
  /** When the office was started. */
  readonly startedAtMs: number;
  /** The troubles that were met and are not over. */
  readonly troubles: readonly Since<Trouble>[];
  readonly backups: BackupFacts | null;
  /** Bytes that the office may still write, beside its database and beside its backups. */
  readonly room: { readonly dataBytes: number; readonly backupBytes: number } | null;
  /** The newest moment in the database that the office wrote by its own clock. */
  readonly newestRowMs: number | null;
  /** The last time the clock was set, and by how much. */
  readonly clockJump: { readonly atMs: number; readonly byMs: number } | null;
  /** The address that people use, as it is configured. */
  readonly origin: string;
  /** The end of the certificate that the origin shows; null while nobody could look. */
  readonly certificateEndsAtMs: number | null;
  /** A proxy in front that was not declared. */
  readonly proxy: { readonly address: string } | null;
}

/** The health line of these facts, alarms first. */
export function healthOf(facts: HealthFacts): readonly HealthItem[] {
  const items = [
    ...facts.troubles.map(({ what, sinceMs }): HealthItem => alarm(what, sinceMs)),
    ...roomItems(facts),
    ...backupItems(facts),
    ...clockItems(facts),
    ...wayItems(facts),
  ];
  return [
    ...items.filter(({ severity }) => severity === 'alarm'),
    ...items.filter(({ severity }) => severity === 'warning'),
  ];
}

function alarm(kind: HealthKind, sinceMs: number | null): HealthItem {
  return { kind, severity: 'alarm', sinceMs };
}

function warning(kind: HealthKind, sinceMs: number | null): HealthItem {
  return { kind, severity: 'warning', sinceMs };
}

function roomItems({ room }: HealthFacts): readonly HealthItem[] {
  if (room === null) return [];
  const places = [
    ['room-low', room.dataBytes],
    ['backup-room-low', room.backupBytes],
  ] as const;
  return places
    .filter(([, freeBytes]) => freeBytes < LIMITS.roomLowBytes)
    .map(([kind, freeBytes]) => ({
      ...(freeBytes < LIMITS.roomAlarmBytes ? alarm(kind, null) : warning(kind, null)),
      freeBytes,
    }));
}

function backupItems(facts: HealthFacts): readonly HealthItem[] {
  const { backups, nowMs, startedAtMs } = facts;
  if (backups === null) return [];
  const items: HealthItem[] = [];
  const { lastAtMs, failing } = backups;
  // After a start the office gets time to make a backup before an old one is reported.
  const isSettled = nowMs - startedAtMs >= LIMITS.backupGraceMs;
  if (failing !== null) {
    items.push({ ...alarm('backup-failing', failing.sinceMs), told: failing.what });
  }
  if (isSettled && lastAtMs === null) items.push(alarm('backup-none', startedAtMs));
  if (isSettled && lastAtMs !== null && nowMs - lastAtMs > oldAfterMs(backups)) {
    const isLong = nowMs - lastAtMs > LIMITS.backupAlarmMs;
    items.push(isLong ? alarm('backup-old', lastAtMs) : warning('backup-old', lastAtMs));
  }
  if (backups.damagedCount > 0) items.push(warning('backup-damaged', null));
  return items;
}

/**
 * The age at which a backup is too old: two intervals and the time of one backup; a day when
 * another program makes them.
 */
function oldAfterMs({ everyMs }: BackupFacts): number {
  return everyMs === null ? LIMITS.backupByHandMs : 2 * everyMs + LIMITS.backupDeadlineMs;
}

function clockItems({ nowMs, newestRowMs, clockJump }: HealthFacts): readonly HealthItem[] {
  const items: HealthItem[] = [];
  if (newestRowMs !== null && newestRowMs - nowMs > LIMITS.clockSlackMs) {
    items.push({ ...alarm('clock-behind', null), byMs: newestRowMs - nowMs });
  }
  if (clockJump !== null && Math.abs(clockJump.byMs) > LIMITS.clockSlackMs) {
    const isNew = Math.abs(nowMs - clockJump.atMs) < LIMITS.clockJumpShownMs;
    const { atMs, byMs } = clockJump;
    if (isNew) items.push({ ...warning('clock-jumped', atMs), byMs });
  }
  return items;
}

/** What is between the office and the devices. */
function wayItems(facts: HealthFacts): readonly HealthItem[] {
  const { nowMs, origin, certificateEndsAtMs: endsAtMs, proxy } = facts;
  const items: HealthItem[] = [];
  if (isPlain(origin)) items.push({ ...warning('origin-plain', null), told: origin });
  if (endsAtMs !== null && endsAtMs <= nowMs) {
    items.push({ ...alarm('certificate-ended', endsAtMs), endsAtMs });
  } else if (endsAtMs !== null && endsAtMs - nowMs < LIMITS.certificateWarnMs) {
    items.push({ ...warning('certificate-ending', null), endsAtMs });
  }
  if (proxy !== null) {
    items.push({ ...warning('proxy-undeclared', null), told: proxy.address });
  }
  return items;
}

/**
 * True for an address without https. Browsers give camera, keys and service workers only to https
 * and to localhost.
 */
function isPlain(origin: string): boolean {
  const host = /^http:\/\/(\[[^\]]*\]|[^:/]*)/.exec(origin)?.[1];
  if (host === undefined) return false;
  return !/^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}
