/** The front of a device: what may happen before the storage is there, and what never may. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Result, bad, good } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import {
  type Device,
  type ColdStartDevice,
  type Joined,
  type SigningDraft,
} from '#device/device.ts';
import {
  type ColdStartOptions,
  type DeviceOpener,
  openColdStartDevice,
} from '#device/cold-start.ts';
import { NOTHING_GIVEN, joinedOf } from '#device/join/joined.ts';
import { live } from '#device/live.ts';
import { NO_STATUS } from '#device/device-status.ts';
import { type MemoryOffice, OFFLINE, openMemoryOffice } from '../support/memory-office.ts';

const ORIGIN = 'https://kantor.example';
const YEAR_MS = 365 * 86_400_000;

let office: MemoryOffice;
beforeEach(async () => {
  office = await openMemoryOffice();
});

function draft(represents: string): SigningDraft {
  return {
    signatory: { kind: 'listed', no: 1, name: 'Nurhasliana', category: 'asn' },
    identifiedBy: 'name',
    acts: { attended: true, signed: true },
    assisted: false,
    represents,
    ink: null,
  };
}

const none = (): Promise<readonly never[]> => Promise.resolve([]);

/** A device that writes down in order what it was asked, and may refuse. */
function notebook(): { readonly said: string[]; joins: Result<void>; readonly device: Device } {
  const book = {
    said: [] as string[],
    joins: good(undefined) as Result<void>,
    get device(): Device {
      return device;
    },
  };
  const say = (words: string): Promise<Result<void>> => {
    book.said.push(words);
    return Promise.resolve(good(undefined));
  };
  const joined = live<Joined | null>(null);
  const device: Device = {
    status: live(NO_STATUS),
    joined,
    readInvitation: async () => bad('expired'),
    async join({ invitation: { invitation }, card }) {
      book.said.push(card === null ? 'join' : 'join with card');
      if (!book.joins.ok) return book.joins;
      const value = await joinedOf(invitation, { grade: 'phone', given: NOTHING_GIVEN });
      joined.set(value);
      return good(value);
    },
    prepare: async () => bad('offline'),
    findByBirthDate: none,
    findByName: none,
    findInAgency: none,
    agencies: none,
    loadDraft: async () => draft('of an earlier visit'),
    saveDraft: ({ represents }) => say(`draft ${represents}`),
    dropDraft: async () => void (await say('dropped')),
    async keep({ represents }) {
      book.said.push(`kept ${represents}`);
      return good({ entry: new Uint8Array(1), journal: '00', seq: 1, keptAtMs: 1 });
    },
    made: none,
    sendNow: () => undefined,
    steward: async () => bad('unavailable'),
    close: () => void book.said.push('closed'),
  };
  return book;
}

/** Code that arrives, or fails to arrive, when the test says so. */
function slowLine(): {
  readonly load: ColdStartOptions['load'];
  readonly arrive: (open: DeviceOpener) => Promise<void>;
  readonly fail: () => Promise<void>;
  readonly asked: () => number;
} {
  const waiting: PromiseWithResolvers<DeviceOpener>[] = [];
  let asked = 0;
  return {
    asked: () => asked,
    load: () => {
      asked += 1;
      const next = Promise.withResolvers<DeviceOpener>();
      waiting.push(next);
      return next.promise;
    },
    arrive: async (open) => {
      waiting.shift()?.resolve(open);
      await settled();
    },
    fail: async () => {
      waiting.shift()?.reject(new TypeError('Failed to fetch'));
      await settled();
    },
  };
}

const settled = (): Promise<void> => new Promise((settle) => setTimeout(settle, 20));

async function front(options: Partial<ColdStartOptions>): Promise<ColdStartDevice> {
  const device = openColdStartDevice({
    origin: ORIGIN,
    wallMs: () => office.gathering.startsAtMs,
    transport: office.transport,
    look: async () => 'none',
    load: () => new Promise(() => undefined),
    ...options,
  });
  await settled();
  return device;
}

async function joinedFront(options: Partial<ColdStartOptions>): Promise<ColdStartDevice> {
  const device = await front(options);
  const offer = await device.readInvitation(await office.invitation('phone'));
  if (!offer.ok) throw new Error(offer.fault.code);
  const joined = await device.join(offer.value);
  if (!joined.ok) throw new Error(joined.fault.code);
  return device;
}

/** How a promise stands now. */
async function standing<T>(promise: Promise<T>): Promise<T | 'waiting'> {
  return Promise.race([promise, settled().then(() => 'waiting' as const)]);
}

describe('on a first visit', () => {
  it('an own phone reads, joins and drafts before the storage is there', async () => {
    const device = await joinedFront({});
    expect(device.opening.get().kind).toBe('ahead');
    expect(device.joined.get()?.pacts).toHaveLength(4);
    expect(device.joined.get()?.enrolled).toBe(false);
    expect(await device.loadDraft()).toBeNull();
    expect(await device.saveDraft(draft('one'))).toEqual(good(undefined));
  });

  it('nothing is kept before the real device has joined and says so itself', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await joinedFront({ load: line.load });
    await device.saveDraft(draft('one'));
    await device.saveDraft(draft('two'));
    const kept = device.keep(draft('two'));
    expect(await standing(kept)).toBe('waiting');
    await line.arrive(async () => good(book.device));
    expect((await kept).ok).toBe(true);
    expect(book.said).toEqual(['join with card', 'draft two', 'kept two']);
    expect(device.opening.get().kind).toBe('open');
    expect(device.joined.get()).toBe(book.device.joined.get());
  });

  it('a draft that was dropped is dropped on the disk too', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await joinedFront({ load: line.load });
    await device.saveDraft(draft('one'));
    await device.dropDraft();
    await line.arrive(async () => good(book.device));
    expect(book.said).toEqual(['join with card', 'dropped']);
  });

  it('what is said while the real device takes over reaches it', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await joinedFront({ load: line.load });
    await device.saveDraft(draft('one'));
    let isDropped = false;
    const { device: real } = book;
    const forgetful: Device = {
      ...real,
      saveDraft: async (saved) => {
        const done = await real.saveDraft(saved);
        if (!isDropped) await device.dropDraft();
        isDropped = true;
        return done;
      },
    };
    await line.arrive(async () => good(forgetful));
    expect(book.said.at(-1)).toBe('dropped');
  });

  it('an invitation that is not sealed by the office is refused', async () => {
    const other = await openMemoryOffice();
    const device = await front({});
    const offer = await device.readInvitation(await other.invitation('phone'));
    expect(offer).toMatchObject({ ok: false });
    expect(device.joined.get()).toBeNull();
  });

  it('the office says what time it is, and not a clock that somebody set wrong', async () => {
    const [early, late] = [office.gathering.startsAtMs - YEAR_MS, Date.now() + YEAR_MS];
    for (const wrongMs of [early, late]) {
      const device = await front({ wallMs: () => wrongMs });
      const offer = await device.readInvitation(await office.invitation('phone'));
      expect(offer.ok).toBe(true);
    }
    office.aheadMs = YEAR_MS;
    const device = await front({ wallMs: () => early });
    const offer = await device.readInvitation(await office.invitation('phone'));
    expect(offer).toMatchObject({ ok: false, fault: { code: 'expired' } });
  });

  it('without the office nothing is believed', async () => {
    office.weather = OFFLINE;
    const device = await front({});
    const offer = await device.readInvitation(await office.invitation('phone'));
    expect(offer).toMatchObject({ ok: false, fault: { code: 'offline' } });
  });

  it('a station waits for the storage', async () => {
    const device = await front({});
    const read = device.readInvitation(await office.invitation('station'));
    expect(await standing(read)).toBe('waiting');
  });

  it('code that cannot be fetched keeps nothing, says so, and is fetched again', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await joinedFront({ load: line.load });
    const first = device.keep(draft('one'));
    await line.fail();
    expect(await first).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    expect(device.opening.get().kind).toBe('ahead');
    const second = device.keep(draft('one'));
    await line.arrive(async () => good(book.device));
    expect((await second).ok).toBe(true);
    expect(line.asked()).toBe(2);
    expect(book.said).toEqual(['join with card', 'kept one']);
  });

  it('a keep that gave up waiting keeps nothing later', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await joinedFront({ load: line.load });
    vi.useFakeTimers();
    const kept = device.keep(draft('one'));
    await vi.advanceTimersByTimeAsync(LIMITS.storageDeadlineMs);
    vi.useRealTimers();
    expect(await kept).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
    await line.arrive(async () => good(book.device));
    expect(book.said).toEqual(['join with card']);
  });

  it('a failed fetch is tried again by itself', async () => {
    const line = slowLine();
    const device = await front({ load: line.load });
    await line.fail();
    await expect.poll(line.asked).toBe(2);
    device.close();
  });

  it('a storage that does not open is said at once, and tried again by keep', async () => {
    const book = notebook();
    let storage: Result<Device> = bad('storage-full');
    const line = slowLine();
    const device = await joinedFront({ load: line.load });
    await device.saveDraft(draft('one'));
    await line.arrive(async () => storage);
    expect(device.opening.get()).toMatchObject({ kind: 'failed', fault: { code: 'storage-full' } });
    expect(await device.keep(draft('one'))).toMatchObject({ fault: { code: 'storage-full' } });
    expect(await device.saveDraft(draft('two'))).toMatchObject({ fault: { code: 'storage-full' } });
    storage = good(book.device);
    expect((await device.keep(draft('two'))).ok).toBe(true);
    expect(book.said).toEqual(['join with card', 'draft two', 'kept two']);
  });

  it('a joining that the storage refuses is made again before anything is kept', async () => {
    const [line, book] = [slowLine(), notebook()];
    book.joins = bad('storage-full');
    const device = await joinedFront({ load: line.load });
    await line.arrive(async () => good(book.device));
    expect(device.opening.get().kind).toBe('failed');
    expect(await device.keep(draft('one'))).toMatchObject({ fault: { code: 'storage-full' } });
    book.joins = good(undefined);
    expect((await device.keep(draft('one'))).ok).toBe(true);
    expect(book.said).toEqual([...Array<string>(3).fill('join with card'), 'kept one']);
  });
});

describe('after an earlier visit', () => {
  it('everything waits for the storage', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await front({ look: async () => 'some', load: line.load });
    expect(device.opening.get().kind).toBe('looking');
    const read = device.readInvitation(await office.invitation('phone'));
    const left = device.loadDraft();
    expect(await standing(Promise.race([read, left]))).toBe('waiting');
    await line.arrive(async () => good(book.device));
    expect(await read).toMatchObject({ fault: { code: 'expired' } });
    expect((await left)?.represents).toBe('of an earlier visit');
  });

  it('the status and the gathering of the real device pass through', async () => {
    const [line, book] = [slowLine(), notebook()];
    const device = await front({ look: async () => 'some', load: line.load });
    const status = live(NO_STATUS);
    await line.arrive(async () => good({ ...book.device, status }));
    status.set({ ...NO_STATUS, madeCount: 7 });
    expect(device.status.get().madeCount).toBe(7);
  });
});

describe('without a database', () => {
  it('that is said at once, whatever the network does', async () => {
    const device = await front({ look: async () => 'no-database' });
    expect(device.opening.get()).toMatchObject({
      kind: 'failed',
      fault: { code: 'storage-missing' },
    });
    expect(await device.keep(draft('one'))).toMatchObject({ fault: { code: 'storage-missing' } });
  });
});
