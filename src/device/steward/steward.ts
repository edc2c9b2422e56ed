/**
 * The work of a steward: export files, take files, leave. It also uploads carried parcels when
 * there is a network. Own entries go first: a parcel of another device is sent only when nothing of
 * this device can be sent.
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

/** What it needs. */
export interface StewardDeps {
  readonly parts: DeviceParts;
  readonly random: RandomBytes;
  readonly report: (error: unknown) => void;
  readonly status: Live<DeviceStatus>;
  /** Aborts when the device is closed. */
  readonly signal: AbortSignal;
  /** Called after a write that all tabs show. */
  readonly changed: () => void;
  /** Called when an entry was kept. */
  readonly kept: () => void;
  /** Called when this device has left its gathering. */
  readonly left: () => void;
}

/** A lock, so that only one tab uploads parcels. */
const TURN = 'ikrar:parcels';

/** Opens the work of a steward, and begins to upload carried parcels. */
export async function openSteward(deps: StewardDeps): Promise<Steward> {
  const steward = new OpenSteward(deps);
  await steward.start();
  return steward;
}

/** Owns the timer of the uploads. */
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

  /**
   * The storage may be lost while the app is open. The office can be told as soon as there is a
   * gathering.
   */
  async #tellLosses(): Promise<void> {
    const { parts, random, status, kept, changed } = this.#deps;
    if (!status.get().storageWasLost) return;
    if ((await tellLosses(parts, random)) === 0) return;
    kept();
    changed();
  }

  /** Reads the carried parcels again, because another tab may have changed them. */
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

  /** All errors of uploading end here. They are reported, and the next trigger tries again. */
  #behind(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (this.#deps.signal.aborted) return;
      this.#deps.report(error);
      this.#backOff('storage-failed');
    });
  }

  /** True when a parcel waits, the backoff is over, and no own entry can be sent instead. */
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

  /** Works under the lock. When a person asked, this tab steals the lock. */
  async #inTurn(isAsked: boolean, work: () => Promise<void>): Promise<void> {
    const options: LockOptions = isAsked ? { steal: true } : { ifAvailable: true };
    const workInTurn = async (isOurs: boolean): Promise<void> => {
      if (isOurs) await work();
    };
    try {
      await withLock(TURN, workInTurn, options);
    } catch (error) {
      // Another tab stole the lock. The upload that is under way still counts.
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

  /** The backoff of own entries; without permission the wait is longer. */
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
