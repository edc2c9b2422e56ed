/**
 * What a steward does by hand: files out, files in, and leaving; and it brings what is
 * carried to the office whenever there is a network. Own entries go first. A parcel of
 * somebody else is sent only while nothing of this device's own can be.
 */
import { type FaultCode, type Result, bad } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import { LIMITS } from '#core/limits.ts';
import { parseParcel, parseReceiptFile } from '#core/parcel.ts';
import type { DeviceParts } from '../device-parts.ts';
import {
  type Carrying,
  type DeviceStatus,
  type Exported,
  type HandFile,
  type Inventory,
  type Live,
  type Parting,
  type Recitals,
  type Steward,
  type TakenFile,
} from '../device.ts';
import { bytesOf } from '../file-bytes.ts';
import { live } from '../live.ts';
import { isUndelivered } from '../device-status.ts';
import { backoffMs } from '../send/backoff.ts';
import { watchForNetwork } from '../send/triggers.ts';
import { tryStorage } from '../store/db.ts';
import { isTakenAway, withLock } from '../tabs/locks.ts';
import { answerTo, deliverParcel, dropParcel, listCarried, takeParcel } from './carried.ts';
import { hearClosing, readClosing } from './closing.ts';
import { readInventory } from './inventory.ts';
import { emptyDevice, leaveGathering } from './leaving.ts';
import { confirmLoss, tellLosses } from './loss.ts';
import { exportAll, takeReceipts } from './parcels.ts';
import { openRecitals } from './recitals.ts';

/** What it stands on. */
export interface StewardDeps {
  readonly parts: DeviceParts;
  readonly random: RandomBytes;
  readonly report: (error: unknown) => void;
  readonly status: Live<DeviceStatus>;
  /** The device is closed. */
  readonly signal: AbortSignal;
  /** Something that all tabs show was written. */
  readonly changed: () => void;
  /** There is a new entry to be sent. */
  readonly kept: () => void;
  /** This device no longer works for its gathering. */
  readonly left: () => void;
}

/** Tabs take turns, or each would upload the same. */
const TURN = 'ikrar:parcels';

/** Opens what a steward does by hand, and begins to carry. */
export async function openSteward(deps: StewardDeps): Promise<Steward> {
  const steward = new OpenSteward(deps);
  await steward.start();
  return steward;
}

/** Owns the timer of carrying. */
class OpenSteward implements Steward {
  readonly carrying = live<Carrying>({ parcels: [], phase: 'idle' });
  readonly recitals: Recitals;
  readonly #deps: StewardDeps;
  #isRunning = false;
  #isAsked = false;
  #failuresCount = 0;
  #untilMs = 0;
  #closingAskedMs = -LIMITS.closingHearMs;
  #alarm: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: StewardDeps) {
    this.#deps = deps;
    this.recitals = openRecitals(deps);
  }

  async start(): Promise<void> {
    const { status, signal } = this.#deps;
    await this.#look();
    watchForNetwork(signal, () => this.#trigger());
    const stop = status.watch(() => this.#behind(() => this.#onStatus()));
    signal.addEventListener('abort', () => {
      stop();
      clearTimeout(this.#alarm);
    });
    this.#trigger();
    this.#behind(() => this.#tellLosses());
  }

  inventory(): Promise<Result<Inventory>> {
    return readInventory(this.#deps.parts.db);
  }

  closedAtMs(): Promise<Result<number | null>> {
    return readClosing(this.#deps.parts.db);
  }

  async hearClosing(when: 'now' | 'again'): Promise<void> {
    const { parts } = this.#deps;
    const nowMs = parts.clock.monoMs();
    if (when === 'again' && nowMs - this.#closingAskedMs < LIMITS.closingHearMs) return;
    this.#closingAskedMs = nowMs;
    await hearClosing(parts);
  }

  async confirmLoss(): Promise<Result<void>> {
    const confirmed = await confirmLoss(this.#deps.parts.db);
    this.#deps.changed();
    return confirmed;
  }

  exportAll(): Promise<Result<Exported>> {
    return exportAll(this.#deps.parts, this.#deps.random);
  }

  async take(file: Blob): Promise<Result<TakenFile>> {
    if (file.size > LIMITS.receiptFileBytesMax) return bad('too-large');
    const bytes = await bytesOf(file);
    if (bytes === null) return bad('not-found', 'the file cannot be read');
    const { parts, changed } = this.#deps;
    const parcel = parseParcel(bytes);
    if (parcel.ok) {
      const taken = await takeParcel(parts, { parcel: parcel.value, bytes });
      this.#untilMs = 0;
      await this.#look();
      changed();
      return taken;
    }
    if (parcel.fault.code !== 'not-a-parcel') return parcel;
    const receipts = parseReceiptFile(bytes);
    const taken = receipts.ok ? await takeReceipts(parts, receipts.value) : receipts;
    changed();
    return taken;
  }

  deliverNow(): void {
    this.#isAsked = true;
    this.#trigger();
  }

  answerTo(id: string): Promise<Result<HandFile>> {
    return answerTo(this.#deps.parts.db, id);
  }

  async drop(id: string): Promise<Result<void>> {
    const dropped = await dropParcel(this.#deps.parts.db, id);
    await this.#look();
    this.#deps.changed();
    return dropped;
  }

  leave(): Promise<Result<Parting>> {
    return this.#part(leaveGathering);
  }

  empty(): Promise<Result<Parting>> {
    return this.#part(emptyDevice);
  }

  async #part(part: typeof leaveGathering): Promise<Result<Parting>> {
    const parted = await part(this.#deps.parts.db);
    if (parted.ok && parted.value.kind === 'done') this.#deps.left();
    return parted;
  }

  /** A device may lose its storage while it works, and can say so once it has a gathering. */
  async #tellLosses(): Promise<void> {
    const { parts, random, status, kept, changed } = this.#deps;
    if (!status.get().storageWasLost) return;
    if ((await tellLosses(parts, random)) === 0) return;
    kept();
    changed();
  }

  /** What is carried may have been changed by another tab. */
  async #onStatus(): Promise<void> {
    await this.#look();
    this.#trigger();
    await this.#tellLosses();
  }

  async #look(): Promise<void> {
    const read = await tryStorage(() => listCarried(this.#deps.parts.db));
    if (read.ok) this.carrying.set({ ...this.carrying.get(), parcels: read.value });
  }

  #trigger(): void {
    const isAsked = this.#isAsked;
    if (this.#isRunning || this.#deps.signal.aborted || !(isAsked || this.#mayTry())) return;
    this.#isRunning = true;
    this.#isAsked = false;
    this.#behind(async () => {
      try {
        await this.#inTurn(isAsked, () => this.#deliver(isAsked));
      } finally {
        this.#isRunning = false;
      }
      if (this.#isAsked) this.#trigger();
    });
  }

  /** The one place where errors of carrying end: reported, and tried again at the next sign. */
  #behind(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (this.#deps.signal.aborted) return;
      this.#deps.report(error);
      this.#backOff('storage-failed');
    });
  }

  /** Something is carried, the wait is over, and nothing of our own could be sent instead. */
  #mayTry(): boolean {
    const { parcels } = this.carrying.get();
    const isOver = this.#deps.parts.clock.monoMs() >= this.#untilMs;
    return isOver && this.#isClear() && parcels.some(({ answeredAtMs }) => answeredAtMs === null);
  }

  #isClear(): boolean {
    const { phase, madeCount, receivedCount, coolingCount } = this.#deps.status.get();
    if (phase.kind === 'permission' || phase.kind === 'outdated') return true;
    return phase.kind === 'idle' && madeCount - receivedCount <= coolingCount;
  }

  /** A tab that a person asks takes the turn. */
  async #inTurn(isAsked: boolean, work: () => Promise<void>): Promise<void> {
    const options: LockOptions = isAsked ? { steal: true } : { ifAvailable: true };
    const workInTurn = async (isOurs: boolean): Promise<void> => {
      if (isOurs) await work();
    };
    try {
      await withLock(TURN, workInTurn, options);
    } catch (error) {
      // The turn was taken by another tab; what this one has under way still counts.
      if (!isTakenAway(error)) throw error;
    }
  }

  async #deliver(isAsked: boolean): Promise<void> {
    await this.#look();
    let phase: Carrying['phase'] = 'idle';
    for (const parcel of this.carrying.get().parcels) {
      const isWanted = isAsked ? isUndelivered(parcel) : parcel.answeredAtMs === null;
      if (!isWanted) continue;
      if (!isAsked && !this.#isClear()) return this.#say('idle');
      this.#say('sending');
      const delivered = await deliverParcel(this.#deps.parts, parcel.id);
      if (this.#deps.signal.aborted) return;
      if (delivered.ok) {
        this.#failuresCount = 0;
        await this.#look();
        this.#deps.changed();
      } else if (delivered.fault.code === 'invalid') {
        phase = 'office'; // the others may pass
        this.#untilMs = this.#inMs(LIMITS.backoffHiddenMaxMs);
      } else return this.#backOff(delivered.fault.code);
    }
    this.#say(phase);
  }

  /** The same waits as for own entries; without permission there is a longer one. */
  #backOff(code: FaultCode): void {
    this.#failuresCount += 1;
    const [byte = 0] = this.#deps.random(1);
    const isFar = code === 'not-permitted' || code === 'conflict';
    const waitMs = isFar
      ? LIMITS.permissionProbeMs
      : backoffMs(this.#failuresCount, { chance: byte / 256 });
    this.#untilMs = this.#inMs(waitMs);
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#trigger(), waitMs + 1);
    this.#say(phaseOf(code));
  }

  #inMs(waitMs: number): number {
    return this.#deps.parts.clock.monoMs() + waitMs;
  }

  #say(phase: Carrying['phase']): void {
    this.carrying.set({ ...this.carrying.get(), phase });
  }
}

function phaseOf(code: FaultCode): Carrying['phase'] {
  switch (code) {
    case 'offline':
    case 'timeout':
      return 'offline';
    case 'not-permitted':
    case 'conflict':
      return 'permission';
    default:
      return 'office';
  }
}
