/** The health line: silent while all is well, and for each thing that is wrong one thing to do. */
import { describe, expect, it, test } from 'vitest';
import * as v from 'valibot';
import {
  HEALTH_KINDS,
  type HealthFacts,
  type HealthItem,
  TROUBLES,
  healthAnswer,
  healthOf,
} from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';

const NOW_MS = Date.UTC(2026, 11, 1);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const BACKUPS: NonNullable<HealthFacts['backups']> = {
  lastAtMs: NOW_MS - HOUR_MS,
  everyMs: HOUR_MS,
  failing: null,
  damagedCount: 0,
};

const WELL: HealthFacts = {
  nowMs: NOW_MS,
  startedAtMs: NOW_MS - DAY_MS,
  troubles: [],
  backups: BACKUPS,
  room: { dataBytes: 5e10, backupBytes: 5e10 },
  newestRowMs: NOW_MS - 1_000,
  clockJump: null,
  origin: 'https://ikrar.example.go.id',
  certificateEndsAtMs: NOW_MS + 60 * DAY_MS,
  proxy: null,
};

const told = (facts: Partial<HealthFacts>): readonly string[] =>
  healthOf({ ...WELL, ...facts }).map(({ kind, severity }) => `${severity} ${kind}`);

const backups = (facts: Partial<typeof BACKUPS>): Partial<HealthFacts> => ({
  backups: { ...BACKUPS, ...facts },
});

const NOTHING_SEEN: Partial<HealthFacts> = {
  backups: null,
  room: null,
  newestRowMs: null,
  certificateEndsAtMs: null,
};

const ROOM = LIMITS.roomLowBytes;
const OLD_MS = 2 * HOUR_MS + LIMITS.backupDeadlineMs;
const WARN_MS = LIMITS.certificateWarnMs;
const SLACK_MS = LIMITS.clockSlackMs;

/** What is so, and all that is said of it. Each border is asked on both sides. */
const CASES: readonly (readonly [string, Partial<HealthFacts>, readonly string[]])[] = [
  ['all is well', {}, []],
  ['nothing was looked at yet', NOTHING_SEEN, []],
  ['room is at the border', { room: { dataBytes: ROOM, backupBytes: ROOM } }, []],
  ['little room', { room: { dataBytes: ROOM - 1, backupBytes: ROOM } }, ['warning room-low']],
  ['hardly any room', { room: { dataBytes: 0, backupBytes: ROOM } }, ['alarm room-low']],
  [
    'little room for backups, hardly any for data',
    { room: { dataBytes: 1, backupBytes: ROOM - 1 } },
    ['alarm room-low', 'warning backup-room-low'],
  ],
  ['no backup', backups({ lastAtMs: null }), ['alarm backup-none']],
  ['no backup, just started', { ...backups({ lastAtMs: null }), startedAtMs: NOW_MS }, []],
  ['a backup at the border', backups({ lastAtMs: NOW_MS - OLD_MS }), []],
  ['an old backup', backups({ lastAtMs: NOW_MS - OLD_MS - 1 }), ['warning backup-old']],
  ['a very old backup', backups({ lastAtMs: NOW_MS - 4 * DAY_MS }), ['alarm backup-old']],
  [
    'an old backup of an office that was off for the night',
    { ...backups({ lastAtMs: NOW_MS - 12 * HOUR_MS }), startedAtMs: NOW_MS - 60_000 },
    [],
  ],
  ['a daily backup by hand', backups({ everyMs: null, lastAtMs: NOW_MS - DAY_MS }), []],
  [
    'none by hand for two days',
    backups({ everyMs: null, lastAtMs: NOW_MS - 2 * DAY_MS }),
    ['warning backup-old'],
  ],
  ['a failing backup', backups({ failing: { what: 'no', sinceMs: 0 } }), ['alarm backup-failing']],
  ['a damaged backup', backups({ damagedCount: 1 }), ['warning backup-damaged']],
  ['a row a moment ahead', { newestRowMs: NOW_MS + SLACK_MS }, []],
  ['a clock behind', { newestRowMs: NOW_MS + SLACK_MS + 1 }, ['alarm clock-behind']],
  ['a clock that slipped', { clockJump: { atMs: NOW_MS, byMs: -SLACK_MS } }, []],
  ['a clock set back', { clockJump: { atMs: NOW_MS, byMs: -1e6 } }, ['warning clock-jumped']],
  ['a clock set ahead', { clockJump: { atMs: NOW_MS, byMs: 1e6 } }, ['warning clock-jumped']],
  ['a clock set long ago', { clockJump: { atMs: NOW_MS - 2 * DAY_MS, byMs: 1e6 } }, []],
  ['a certificate at the border', { certificateEndsAtMs: NOW_MS + WARN_MS }, []],
  [
    'a certificate that ends',
    { certificateEndsAtMs: NOW_MS + WARN_MS - 1 },
    ['warning certificate-ending'],
  ],
  ['an ended certificate', { certificateEndsAtMs: NOW_MS }, ['alarm certificate-ended']],
  ['a proxy', { proxy: { address: '10.0.0.7' } }, ['warning proxy-undeclared']],
];

describe('the line', () => {
  test.each(CASES)('of %s', (_, facts, said) => {
    expect(told(facts)).toEqual(said);
  });

  test.each(TROUBLES)('says %s as an alarm, with since when', (what) => {
    const items = healthOf({ ...WELL, troubles: [{ what, sinceMs: 7 }] });
    expect(items).toEqual([{ kind: what, severity: 'alarm', sinceMs: 7 }]);
  });

  it('has every kind, each once, alarms before warnings, in the shape of the answer', () => {
    const worst: HealthFacts = {
      ...WELL,
      troubles: TROUBLES.map((what) => ({ what, sinceMs: 1 })),
      backups: { ...BACKUPS, failing: { what: 'why', sinceMs: 2 }, damagedCount: 2 },
      room: { dataBytes: 1, backupBytes: ROOM - 1 },
      newestRowMs: NOW_MS + DAY_MS,
      clockJump: { atMs: NOW_MS, byMs: -DAY_MS },
      origin: 'http://10.1.2.3:8080',
      proxy: { address: '10.0.0.7' },
    };
    const seen = [
      { certificateEndsAtMs: 0 },
      { certificateEndsAtMs: NOW_MS + 1 },
      backups({ lastAtMs: null }),
      backups({ lastAtMs: 0 }),
    ].flatMap((facts): readonly HealthItem[] => {
      const items = healthOf({ ...worst, ...facts });
      expect(v.parse(healthAnswer, JSON.parse(JSON.stringify({ items })))).toEqual({ items });
      const kinds = items.map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      const ranks = items.map(({ severity }) => (severity === 'alarm' ? 0 : 1));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      return items;
    });
    const missing = new Set<string>(HEALTH_KINDS);
    for (const { kind } of seen) missing.delete(kind);
    expect([...missing]).toEqual([]);
  });
});

describe('an address', () => {
  const PLAIN = [
    'http://ikrar.example.go.id',
    'http://10.1.2.3:8080',
    'http://localhost.example.id',
    'http://127.0.0.1.example.id',
    'http://[fe80::1]:8080',
    'http://xlocalhost:80',
  ];
  test.each(PLAIN)('%s is plain', (origin) => {
    expect(told({ origin })).toEqual(['warning origin-plain']);
  });

  const WITH_KEYS = [
    'https://ikrar.example.go.id',
    'http://localhost',
    'http://localhost:8080',
    'http://ikrar.localhost:8080',
    'http://127.0.0.1:8080',
    'http://127.8.0.1',
    'http://[::1]:8080',
  ];
  test.each(WITH_KEYS)('%s has cameras and keys', (origin) => {
    expect(told({ origin })).toEqual([]);
  });
});
