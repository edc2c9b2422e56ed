/**
 * The story of one seed: devices and an office, signings and faults for twenty minutes, then
 * quiet, in which everything must arrive. Covered: lost, late, doubled and overtaking requests;
 * portals, false and repeated receipts; permission refused, withdrawn and given back; dead, frozen
 * and several tabs; aborted transactions; full disks, power cuts, disks rolled back and wiped; a
 * crashing, restored office, with and without its sidecar file; a whole machine rolled back; poison
 * and batches too large; a roster that changes; two builds of the app; parcels carried by hand.
 */
import { Device } from './device.ts';
import { Hands } from './hands.ts';
import type { Weather } from './network.ts';
import { Office } from './office.ts';
import { Oracle } from './oracle.ts';
import { type Bug, Violation, World } from './world.ts';

export interface Story {
  readonly seed: number;
  readonly bug?: Bug | null;
}

export interface Told {
  readonly totals: ReadonlyMap<string, number>;
  /** The invariant that was broken, and how; null when all held. */
  readonly violation: string | null;
}

const FAULTY_MS = 20 * 60_000;
const QUIET_MS = 15 * 60_000;
const QUIET_STEP_MS = 60_000;
const WEATHERS: readonly Weather[] = ['off', 'off', 'portal', 'impostor', 'echo'];

/** Tells a story to its end, or to the first broken invariant. */
export async function tell({ seed, bug = null }: Story): Promise<Told> {
  const world = new World(seed, bug);
  const office = new Office(world);
  const oracle = new Oracle(world, office);
  for (let no = 1, last = world.chance.int(2, 4); no <= last; no++) {
    oracle.devices.push(new Device({ world, office, oracle }, no));
  }
  const check = (): void => oracle.check();
  try {
    const hands = new Hands({ world, office, oracle }, oracle.devices);
    for (const device of oracle.devices) {
      planDevice(world, device);
      planSteward(world, device, hands);
    }
    planOffice(world, office);
    planOrganiser(world, office);
    await world.runUntil(FAULTY_MS, check);
    world.isFaulty = false;
    office.refuses = null;
    office.entriesMax = Number.MAX_SAFE_INTEGER;
    office.batchVersion = 2;
    if (!office.isUp) office.start();
    for (const device of oracle.devices) await device.heal();
    for (let restMs = QUIET_MS; restMs > 0 && !oracle.isQuiet(); restMs -= QUIET_STEP_MS) {
      await world.runUntil(world.nowMs + QUIET_STEP_MS, check);
    }
    world.count(`quiet after ${(world.nowMs - FAULTY_MS) / 60_000} min`);
    oracle.checkQuiet();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    return { totals: world.totals, violation: error.message };
  }
  return { totals: world.totals, violation: null };
}

type Sometimes = (most: number, run: () => void | Promise<void>) => void;

/** Does something up to so many times, at any time while things go wrong. */
function sometimesIn(world: World): Sometimes {
  const { chance } = world;
  return (most, run) => {
    for (let i = chance.int(0, most); i > 0; i--) {
      world.after(chance.int(0, FAULTY_MS), () => (world.isFaulty ? run() : undefined));
    }
  };
}

/** What a browser, its disk and its network do to a device. */
function planDevice(world: World, device: Device): void {
  const { chance } = world;
  const sometimes = sometimesIn(world);
  device.openTab();
  sometimes(30, () => device.aTab()?.keep());
  // A queue of people: several sign within seconds, perhaps in two tabs.
  sometimes(3, async () => {
    for (let i = chance.int(2, 12); i > 0; i--) {
      world.after(chance.int(0, 4_000), () => device.aTab()?.keep());
    }
    await device.aTab()?.keep();
  });
  sometimes(3, () => device.openTab());
  sometimes(3, () => withTab(device, (tab) => device.killTab(tab)));
  sometimes(2, () => withTab(device, (tab) => device.freezeTab(tab)));
  sometimes(2, () => withTab(device, (tab) => tab.trigger('hidden')));
  sometimes(3, () => device.cutPower());
  sometimes(4, () => device.purge());
  sometimes(4, () => device.snapshot());
  // People go on to sign where the disk went back, before any office can say so.
  sometimes(2, () => {
    device.rollBack();
    for (let i = chance.int(0, 4); i > 0; i--) {
      world.after(chance.int(10, 1_500), () => device.aTab()?.keep());
    }
  });
  if (chance.next() < 0.15) sometimes(1, () => device.wipe());
  sometimes(2, () => {
    device.clockOffsetMs += chance.int(-86_400_000, 86_400_000);
    world.count('clock jumps');
  });
  sometimes(4, () => {
    if (device.isRemote) return;
    device.network.weather = chance.pick(WEATHERS);
    world.after(chance.int(2_000, 240_000), () => {
      if (device.isRemote) return;
      device.network.weather = 'fair';
      withTab(device, (tab) => tab.trigger('online'));
    });
  });
}

/** What people do at a device. */
function planSteward(world: World, device: Device, hands: Hands): void {
  const { chance } = world;
  const sometimes = sometimesIn(world);
  sometimes(2, () => withTab(device, (tab) => tab.trigger('button')));
  sometimes(2, () => device.joinAnother());
  sometimes(3, () => hands.carry(device));
  if (chance.next() < 0.2) {
    world.after(chance.int(10_000, FAULTY_MS / 2), () => device.goAway());
    sometimes(8, () => hands.carry(device));
  }
  if (chance.next() < 0.3) sometimes(1, () => device.update());
  sometimes(1, () => {
    device.disk.isFull = true;
    world.count('full disks');
    world.after(chance.int(5_000, 120_000), () => {
      device.disk.isFull = false;
    });
  });
}

/** What the organiser does. */
function planOrganiser(world: World, office: Office): void {
  const sometimes = sometimesIn(world);
  if (world.chance.next() < 0.3) sometimes(1, () => office.withdraw());
  sometimes(4, () => office.changeRoster());
}

/** What happens to the office. */
function planOffice(world: World, office: Office): void {
  const { chance } = world;
  const sometimes = sometimesIn(world);
  sometimes(6, () => office.backUp());
  sometimes(2, () => office.restore());
  sometimes(3, () => {
    office.photograph();
    if (chance.next() < 0.3) {
      world.after(chance.int(5_000, 240_000), () => {
        if (world.isFaulty) office.rollBackMachine();
      });
    }
  });
  sometimes(1, () => office.loseSidecar());
  sometimes(1, () => {
    office.batchVersion = 2;
  });
  sometimes(2, () => office.crash());
  sometimes(2, () => {
    office.refuses = chance.pick([401, 403]);
    world.count('spells without permission');
    world.after(chance.int(5_000, 300_000), () => {
      office.refuses = null;
    });
  });
  sometimes(1, () => {
    office.entriesMax = chance.int(1, 6);
    world.count('spells of small batches');
  });
}

function withTab(
  device: Device,
  run: (tab: NonNullable<ReturnType<Device['aTab']>>) => void,
): void {
  const tab = device.aTab();
  if (tab !== null) run(tab);
}
