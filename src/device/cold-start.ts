/**
 * The device that the screens use until the database library has loaded (cold start). It is small
 * and does not import that library. On a first visit a person on an own phone may join and sign
 * while the library loads. A station, and a device with data of an earlier visit, wait for it. This
 * file keeps the offer and the draft in memory only. Only the real device writes to the disk, and
 * only the real device says that a signing is kept.
 */
import type { Agency } from '#core/roster.ts';
import { type Fault, type Result, bad, good } from '#core/fault.ts';
import { parseInvitation } from '#core/invitation.ts';
import {
  type Device,
  type DeviceStatus,
  type Found,
  type ColdStartDevice,
  type Joined,
  type KeptSigning,
  type MadeEntry,
  type Offer,
  type Opening,
  type SigningDraft,
  type Steward,
} from './device.ts';
import { inTime } from './in-time.ts';
import { NOTHING_GIVEN, joinedOf } from './join/joined.ts';
import { checkSealed, fetchCard } from './join/office-card.ts';
import { live } from './live.ts';
import type { Transport } from './network/transport.ts';
import { NO_STATUS } from './device-status.ts';
import { backoffMs } from './send/backoff.ts';
import type { EarlierData } from './store/storage-marker.ts';

/** What a device needs during a cold start. */
export interface ColdStartOptions {
  /** Scheme and host of the office. */
  readonly origin: string;
  readonly wallMs: () => number;
  readonly transport: Transport;
  readonly look: () => Promise<EarlierData>;
  /**
   * Loads the code of the real device, from the network or from the service worker's cache. It
   * rejects when neither has it.
   */
  readonly load: () => Promise<DeviceOpener>;
}

/** Opens the real device. */
export type DeviceOpener = () => Promise<Result<Device>>;

/**
 * What the screens asked before the real device was open. A later draft replaces an earlier one.
 */
interface PendingOffer {
  readonly offer: Offer | null;
  readonly draft: SigningDraft | 'dropped' | null;
}

const NOTHING_PENDING: PendingOffer = { offer: null, draft: null };

/** Gives a device that can be used at once, and begins to open the real one. */
export function openColdStartDevice(options: ColdStartOptions): ColdStartDevice {
  return new ColdStart(options);
}

/** Owns the opening of the real device, and what is pending until it is open. */
class ColdStart implements ColdStartDevice {
  readonly status = live<DeviceStatus>(NO_STATUS);
  readonly joined = live<Joined | null>(null);
  readonly opening = live<Opening>({ kind: 'looking' });
  readonly #options: ColdStartOptions;
  readonly #looked: Promise<EarlierData>;
  #pending = NOTHING_PENDING;
  #code: Promise<DeviceOpener> | null = null;
  /** The real device once it is open. It may not have taken what is pending. */
  #behind: Device | null = null;
  #attempt: Promise<Result<Device>> | null = null;
  #loadsFailed = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: ColdStartOptions) {
    this.#options = options;
    this.#looked = this.#look();
    void this.#whenOpen();
  }

  async readInvitation(text: string): Promise<Result<Offer>> {
    const read = parseInvitation(text);
    if (!read.ok) return read;
    if (!this.#isAhead() || read.value.stationCode !== null) {
      return this.#ask((device) => device.readInvitation(text));
    }
    const { transport, origin, wallMs } = this.#options;
    const card = await fetchCard(transport, wallMs);
    if (!card.ok) return card;
    const against = { card: card.value, origin, wallMs: wallMs() };
    const checked = await checkSealed(read.value, against);
    if (!checked.ok) return checked;
    const { invitation, officeName } = checked.value;
    const { gathering } = invitation;
    const offer = { gathering, grade: 'phone', officeName, invitation: read.value } as const;
    return good({ ...offer, card: card.value });
  }

  async join(offer: Offer): Promise<Result<Joined>> {
    const joined = await this.#joinAhead(offer);
    if (joined === null || !this.#isAhead()) return this.#ask((device) => device.join(offer));
    this.#pending = { ...this.#pending, offer };
    this.joined.set(joined);
    return good(joined);
  }

  prepare(): Promise<Result<Joined>> {
    return this.#ask((device) => device.prepare());
  }

  findByBirthDate(digits: string): Promise<readonly Found[]> {
    return this.#list((device) => device.findByBirthDate(digits));
  }

  findByName(query: string): Promise<readonly Found[]> {
    return this.#list((device) => device.findByName(query));
  }

  findInAgency(agency: number, query: string): Promise<readonly Found[]> {
    return this.#list((device) => device.findInAgency(agency, query));
  }

  agencies(): Promise<readonly Agency[]> {
    return this.#list((device) => device.agencies());
  }

  async loadDraft(): Promise<SigningDraft | null> {
    if (this.#isAhead()) return null; // no earlier visit, so no draft
    const opened = await this.#whenOpen();
    return opened.ok ? opened.value.loadDraft() : null;
  }

  async saveDraft(draft: SigningDraft): Promise<Result<void>> {
    if (this.opening.get().kind === 'open') return this.#ask((device) => device.saveDraft(draft));
    this.#pending = { ...this.#pending, draft };
    if (this.#isAhead()) return good(undefined);
    const opened = await this.#whenOpen(); // opening has also saved the pending draft
    return opened.ok ? good(undefined) : opened;
  }

  async dropDraft(): Promise<void> {
    if (this.opening.get().kind === 'open') return this.#behind?.dropDraft();
    this.#pending = { ...this.#pending, draft: 'dropped' };
  }

  /**
   * Has a time limit, because a person waits for the answer. After a fault the ink stays on the
   * screen.
   */
  async keep(draft: SigningDraft): Promise<Result<KeptSigning>> {
    const opened = await inTime(this.#whenOpen(), () =>
      bad('unavailable', 'the storage is still loading'),
    );
    return opened.ok ? opened.value.keep(draft) : opened;
  }

  made(most: number): Promise<readonly MadeEntry[]> {
    return this.#list((device) => device.made(most));
  }

  sendNow(): void {
    this.#behind?.sendNow();
  }

  steward(): Promise<Result<Steward>> {
    return this.#ask((device) => device.steward());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#behind?.close();
  }

  #isAhead(): boolean {
    return this.opening.get().kind === 'ahead';
  }

  async #ask<T>(verb: (device: Device) => Promise<Result<T>>): Promise<Result<T>> {
    const opened = await this.#whenOpen();
    return opened.ok ? verb(opened.value) : opened;
  }

  /** Gives an empty list when the device cannot be opened. `opening` says why. */
  async #list<T>(verb: (device: Device) => Promise<readonly T[]>): Promise<readonly T[]> {
    const opened = await this.#whenOpen();
    return opened.ok ? verb(opened.value) : [];
  }

  /**
   * The gathering as the real device will show it. Null when the QR is not enough: for a station,
   * or when a pact has its own text.
   */
  async #joinAhead({ invitation: read, grade, card }: Offer): Promise<Joined | null> {
    if (!this.#isAhead() || grade !== 'phone' || card === null) return null;
    const joined = await joinedOf(read.invitation, { grade, given: NOTHING_GIVEN });
    return joined.pacts === null ? null : joined;
  }

  async #look(): Promise<EarlierData> {
    const earlier = await this.#options.look();
    if (earlier === 'none') this.opening.set({ kind: 'ahead' });
    return earlier;
  }

  /**
   * Opens the real device and gives it what is pending. Callers share one attempt. After a fault
   * the next call makes a new attempt.
   */
  #whenOpen(): Promise<Result<Device>> {
    this.#attempt ??= this.#open().then(
      (opened) => {
        if (!opened.ok) this.#attempt = null;
        return opened;
      },
      (error: unknown) => {
        this.#attempt = null;
        throw error;
      },
    );
    return this.#attempt;
  }

  async #open(): Promise<Result<Device>> {
    const code = this.#load();
    const earlier = await this.#looked;
    if (earlier === 'no-database') return this.#fail(bad('storage-missing', 'no IndexedDB').fault);
    const loaded = await code;
    if (!loaded.ok) {
      this.#loadLater();
      // On a first visit the network may only be slow. The person can go on to draw, and `keep`
      // tells the fault.
      return this.#isAhead() ? loaded : this.#fail(loaded.fault);
    }
    const opened = this.#behind === null ? await loaded.value() : good(this.#behind);
    if (!opened.ok) return this.#fail(opened.fault);
    if (this.#isClosed) opened.value.close();
    this.#behind = opened.value;
    const handed = await this.#handOver(opened.value);
    return handed.ok ? opened : this.#fail(handed.fault);
  }

  /**
   * Loads the code. A failure here is a failure of the network, so the next attempt loads again.
   */
  async #load(): Promise<Result<DeviceOpener>> {
    this.#code ??= this.#options.load();
    try {
      return good(await this.#code);
    } catch (error) {
      this.#code = null;
      return bad('unavailable', String(error));
    }
  }

  #loadLater(): void {
    if (this.#isClosed) return;
    const waitMs = backoffMs(this.#loadsFailed, { chance: 1 });
    this.#loadsFailed += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#whenOpen(), waitMs);
  }

  /**
   * Gives what is pending to the real device. It repeats this while the screens add more. There is
   * no await between the last check and `#show`, so nothing can be added in between and lost.
   */
  async #handOver(device: Device): Promise<Result<void>> {
    while (this.#pending !== NOTHING_PENDING) {
      const pending = this.#pending;
      const handed = await handTo(device, pending);
      if (!handed.ok) return handed; // it stays pending for the next attempt
      if (this.#pending === pending) this.#pending = NOTHING_PENDING;
    }
    this.#show(device);
    return good(undefined);
  }

  /** Connects the screens to the real device. */
  #show(device: Device): void {
    device.status.watch((status) => this.status.set(status));
    device.joined.watch((joined) => this.joined.set(joined));
    this.status.set(device.status.get());
    this.joined.set(device.joined.get());
    this.opening.set({ kind: 'open' });
  }

  #fail(fault: Fault): { readonly ok: false; readonly fault: Fault } {
    this.opening.set({ kind: 'failed', fault });
    return { ok: false, fault };
  }
}

/**
 * Gives one pending offer and draft to the real device. Joining twice has the effect of joining
 * once, so after a failure all of it may be repeated.
 */
async function handTo(device: Device, { offer, draft }: PendingOffer): Promise<Result<void>> {
  if (offer !== null) {
    const joined = await device.join(offer);
    if (!joined.ok) return joined;
  }
  if (draft === 'dropped') await device.dropDraft();
  else if (draft !== null) return device.saveDraft(draft);
  return good(undefined);
}
