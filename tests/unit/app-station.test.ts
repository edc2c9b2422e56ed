/** What the station says of its data: never more than the office has confirmed. */
import { describe, expect, it } from 'vitest';
import {
  type InventoryReading,
  clockAheadMinutes,
  isAllReceived,
  lightOf,
  silentMinutes,
} from '#app/station/light.ts';
import { missingOf } from '#app/station/missing.ts';
import { chipOf, unreceived } from '#app/station/summary.ts';
import { stationEn } from '#app/text/station-en.ts';
import { stationId } from '#app/text/station-id.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { defaultPacts } from '#core/pact.ts';
import type { DeviceStatus, Inventory, Joined } from '#device/device.ts';
import { obstaclesOf } from '#device/reasons.ts';

const STATUS: DeviceStatus = {
  madeCount: 0,
  journalCount: 0,
  receivedCount: 0,
  openCount: 0,
  coolingCount: 0,
  phase: { kind: 'idle' },
  persistent: true,
  storageWasLost: false,
};
const RECITING = [{ gathering: 'ab', title: 'Apel', isHere: false }];
const INVENTORY: Inventory = {
  madeCount: 0,
  receivedCount: 0,
  safeCount: 0,
  unconfirmedCount: 0,
  purgedCount: 0,
  unsendableCount: 0,
  carriedCount: 0,
  isWriting: false,
  reciting: [],
  doubted: [],
  doubtedCount: 0,
  lastContactMs: null,
  clockOffsetMs: null,
  loss: null,
};
const LOSS = { atMs: 1, entryCount: 37, isRead: false, isTold: true, noteCount: 1 };
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
  late: null,
  pacts: defaultPacts(FIELDS),
  matrix: DEFAULT_MATRIX,
  recital: { title: [], lines: [] },
  rosterCount: 6_400,
};

describe('the chip', () => {
  it('says received only when every entry has its receipt', () => {
    expect(chipOf(STATUS)).toEqual({ kind: 'empty' });
    const some = { ...STATUS, madeCount: 5, receivedCount: 4 };
    expect(chipOf(some)).toEqual({ kind: 'held', n: 1 });
    expect(chipOf({ ...some, phase: { kind: 'sending' } })).toEqual({ kind: 'sending', n: 1 });
    expect(chipOf({ ...some, receivedCount: 5 })).toEqual({ kind: 'received' });
  });

  it('does not say received over what is carried for others, or was not confirmed again', () => {
    const open = { ...STATUS, madeCount: 5, receivedCount: 5, openCount: 2 };
    expect(chipOf(open)).toEqual({ kind: 'held', n: 2 });
    expect(chipOf({ ...open, madeCount: 0, receivedCount: 0 })).toEqual({ kind: 'held', n: 2 });
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

describe('the light', () => {
  const status = { ...STATUS, madeCount: 5, receivedCount: 5 };
  const sound: Inventory = { ...INVENTORY, madeCount: 5, receivedCount: 5 };
  const read = (change: Partial<Inventory> = {}): InventoryReading => ({
    kind: 'read',
    inventory: { ...sound, ...change },
    atMs: 0,
  });

  it('is safe only when the office has received everything', () => {
    expect(lightOf(read(), status)).toEqual({ kind: 'safe', isArchived: false });
    expect(lightOf(read({ safeCount: 5 }), status)).toEqual({ kind: 'safe', isArchived: true });
    expect(lightOf(read({ receivedCount: 4 }), status)).toEqual({
      kind: 'open',
      reasons: [{ kind: 'waiting', n: 1 }],
    });
  });

  it('is never safe while nothing is known, or reading failed', () => {
    expect(lightOf({ kind: 'none' }, status)).toEqual({ kind: 'checking' });
    expect(lightOf({ kind: 'failed' }, status)).toEqual({ kind: 'failed' });
  });

  it('is never safe of nothing', () => {
    expect(lightOf(read({ madeCount: 0, receivedCount: 0 }), STATUS)).toEqual({ kind: 'empty' });
  });

  it('believes the status that knows of an entry more than the reading', () => {
    expect(lightOf(read(), { ...status, madeCount: 6 })).toEqual({
      kind: 'open',
      reasons: [{ kind: 'waiting', n: 1 }],
    });
  });

  it.each<readonly [Partial<Inventory>, string]>([
    [{ isWriting: true }, 'writing'],
    [{ unconfirmedCount: 2 }, 'unconfirmed'],
    [{ carriedCount: 1 }, 'carried'],
    [{ reciting: RECITING }, 'reciting'],
    [{ loss: LOSS }, 'alarm'],
  ])('is not safe with %o', (change, kind) => {
    expect(lightOf(read(change), status)).toMatchObject({ kind: 'open', reasons: [{ kind }] });
  });

  it('does not call waiting what nobody can send again', () => {
    const lost = { receivedCount: 3, purgedCount: 4, unsendableCount: 2 };
    expect(lightOf(read(lost), { ...status, receivedCount: 3 })).toEqual({
      kind: 'open',
      reasons: [{ kind: 'unsendable', n: 2 }],
    });
  });

  it('stays off while an alarm is open, and comes back once it was read', () => {
    const alarmed = { ...status, storageWasLost: true };
    expect(lightOf(read(), alarmed)).toMatchObject({ kind: 'open', reasons: [{ kind: 'alarm' }] });
    expect(lightOf(read({ loss: { ...LOSS, isRead: true } }), status).kind).toBe('safe');
  });
});

describe('all is received', () => {
  it('is said only of what the office received and was not put back since', () => {
    expect(isAllReceived(INVENTORY)).toBe(false);
    expect(isAllReceived({ ...INVENTORY, madeCount: 2, receivedCount: 1 })).toBe(false);
    const all = { ...INVENTORY, madeCount: 2, receivedCount: 2 };
    expect(isAllReceived(all)).toBe(true);
    expect(isAllReceived({ ...all, unconfirmedCount: 1 })).toBe(false);
    expect(unreceived({ ...STATUS, madeCount: 2, receivedCount: 1 })).toBe(1);
  });
});

describe('whoever would leave', () => {
  const all = { ...INVENTORY, madeCount: 5, receivedCount: 5 };
  const told = { ...LOSS, isRead: true };

  it.each<readonly [Partial<Inventory>, string]>([
    [{ receivedCount: 4 }, 'waiting'],
    [{ unconfirmedCount: 2 }, 'unconfirmed'],
    [{ isWriting: true }, 'writing'],
    [{ carriedCount: 1 }, 'carried'],
    [{ reciting: RECITING }, 'reciting'],
    [{ loss: LOSS }, 'alarm'],
    [{ loss: { ...told, isTold: false } }, 'alarm'],
  ])('is held by %o', (change, kind) => {
    expect(obstaclesOf({ ...all, ...change })).toMatchObject([{ kind }]);
  });

  it('is held by nothing that is over, or that is not here any more', () => {
    expect(obstaclesOf(all)).toEqual([]);
    expect(obstaclesOf({ ...all, loss: told })).toEqual([]);
    const nobodyCanTell = { ...told, isTold: false, entryCount: null };
    expect(obstaclesOf({ ...all, loss: nobodyCanTell })).toEqual([]);
    expect(obstaclesOf({ ...all, receivedCount: 3, unsendableCount: 2 })).toEqual([]);
  });
});

describe('the clock', () => {
  it('is mentioned only when it is more than two minutes off', () => {
    expect(clockAheadMinutes(null)).toBeNull();
    expect(clockAheadMinutes(120_000)).toBeNull();
    expect(clockAheadMinutes(-420_000)).toBe(7);
    expect(clockAheadMinutes(420_000)).toBe(-7);
  });

  it('is told in minutes, hours or days, as people say it', () => {
    expect(stationId.clockBehind(7)).toContain('lebih lambat 7 menit dari');
    expect(stationId.clockAhead(480)).toContain('lebih cepat 8 jam dari');
    expect(stationId.clockBehind(576_000)).toContain('lebih lambat 400 hari dari');
    expect(stationEn.clockBehind(576_000)).toContain('400 days behind');
  });

  it('tells how long the office is silent, unless it was put back', () => {
    expect(silentMinutes(null, 0)).toBeNull();
    expect(silentMinutes(0, 299_999)).toBeNull();
    expect(silentMinutes(0, 300_000)).toBe(5);
    expect(silentMinutes(900_000, 0)).toBeNull();
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
