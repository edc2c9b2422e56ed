/** What the station says of its data: never more than the office has confirmed. */
import { describe, expect, it } from 'vitest';
import {
  chipOf,
  clockAheadMinutes,
  isAllReceived,
  missingOf,
  unreceived,
} from '#app/station/summary.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { defaultPacts } from '#core/pact.ts';
import type { DeviceStatus, Joined } from '#device/device.ts';

const STATUS: DeviceStatus = {
  madeCount: 0,
  receivedCount: 0,
  waitingCount: 0,
  heldCount: 0,
  doubted: [],
  lastContactMs: null,
  clockOffsetMs: null,
  phase: { kind: 'idle' },
  persistent: true,
  storageWasLost: false,
};
const FIELDS = { government: 'Kabupaten Lontara Bahari', election: 'Pemilihan', year: 2029 };
const READY: Joined = {
  gathering: {
    id: new Uint8Array(8),
    title: 'Apel',
    place: 'Lapangan',
    startsAtMs: 0,
    zone: 'WITA',
    kind: 'apel',
    organiser: 'Bakesbangpol',
    fields: FIELDS,
  },
  grade: 'station',
  station: 'Meja 3',
  enrolled: true,
  pacts: defaultPacts(FIELDS),
  matrix: DEFAULT_MATRIX,
  recital: { title: [], lines: [] },
  rosterCount: 6_400,
};

describe('the chip', () => {
  it('says received only when every entry has its receipt', () => {
    expect(chipOf(STATUS)).toEqual({ kind: 'empty' });
    const some = { ...STATUS, madeCount: 5, receivedCount: 4 };
    expect(chipOf(some)).toEqual({ kind: 'sending', n: 1 });
    expect(chipOf({ ...some, receivedCount: 5 })).toEqual({ kind: 'received' });
  });

  it('says what the entries wait for', () => {
    const some = { ...STATUS, madeCount: 3 };
    const waiting = (why: 'offline' | 'noise' | 'office'): DeviceStatus => ({
      ...some,
      phase: { kind: 'waiting', untilMs: 0, why },
    });
    expect(chipOf(waiting('offline'))).toEqual({ kind: 'offline', n: 3 });
    expect(chipOf(waiting('noise'))).toEqual({ kind: 'held', n: 3 });
    expect(chipOf({ ...some, phase: { kind: 'permission' } })).toEqual({
      kind: 'permission',
      n: 3,
    });
    expect(chipOf({ ...some, phase: { kind: 'outdated' } })).toEqual({ kind: 'outdated', n: 3 });
  });

  it('lets lost storage outrank everything', () => {
    const lost = { ...STATUS, madeCount: 5, receivedCount: 5, storageWasLost: true };
    expect(chipOf(lost)).toEqual({ kind: 'storage-lost' });
  });
});

describe('all data', () => {
  it('is received only when there is some and nothing is open', () => {
    expect(isAllReceived(STATUS)).toBe(false);
    expect(isAllReceived({ ...STATUS, madeCount: 2, receivedCount: 1 })).toBe(false);
    expect(isAllReceived({ ...STATUS, madeCount: 2, receivedCount: 2 })).toBe(true);
    expect(unreceived({ ...STATUS, madeCount: 2, receivedCount: 1 })).toBe(1);
  });
});

describe('the clock', () => {
  it('is mentioned only when it is more than two minutes off', () => {
    expect(clockAheadMinutes(STATUS)).toBeNull();
    expect(clockAheadMinutes({ ...STATUS, clockOffsetMs: 120_000 })).toBeNull();
    expect(clockAheadMinutes({ ...STATUS, clockOffsetMs: -420_000 })).toBe(7);
    expect(clockAheadMinutes({ ...STATUS, clockOffsetMs: 420_000 })).toBe(-7);
  });
});

describe('a device', () => {
  it('is ready when nothing is missing', () => {
    expect(missingOf(READY, true)).toEqual([]);
  });

  it('names everything that is missing, in the order to put it right', () => {
    const bare = { ...READY, enrolled: false, pacts: null, rosterCount: 0 };
    expect(missingOf(bare, false)).toEqual(['app', 'permission', 'pacts', 'roster']);
  });

  it('needs no roster when it is somebody’s own phone', () => {
    expect(missingOf({ ...READY, grade: 'phone', rosterCount: 0 }, true)).toEqual([]);
  });
});
