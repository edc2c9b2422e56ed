/**
 * The device that the screens get at once: small, without the database library, which it
 * brings behind. On a first visit an own phone may begin to sign while that loads; whatever has an
 * earlier visit behind it, and every station, waits. What is held here is a promise to
 * nobody. Only the real device keeps, and only its own answer says so.
 */
import type { Agency } from '#core/roster.ts';
import { type Fault, type Result, bad, good } from '#core/fault.ts';
import { parseInvitation } from '#core/invitation.ts';
import {
  type Device,
  type DeviceStatus,
  type Found,
  type FrontDevice,
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

/** What a front device stands on. */
export interface FrontOptions {
  /** Scheme and host of the office. */
  readonly origin: string;
  readonly wallMs: () => number;
  readonly transport: Transport;
  readonly look: () => Promise<EarlierData>;
  /** Brings the code of the real device, from the network or the shell; rejects when it cannot. */
  readonly load: () => Promise<DeviceOpener>;
}

/** Opens the real device. */
export type DeviceOpener = () => Promise<Result<Device>>;

/** What was asked of the device before it was there; the last word counts. */
interface PendingOffer {
  readonly offer: Offer | null;
  readonly draft: SigningDraft | 'dropped' | null;
}

const NOTHING_PENDING: PendingOffer = { offer: null, draft: null };

/** Opens the front, and begins to open what is behind it. */
export function openFrontDevice(options: FrontOptions): FrontDevice {
  return new Front(options);
}

/** Owns the opening of the real device, and what is held until then. */
class Front implements FrontDevice {
  readonly status = live<DeviceStatus>(NO_STATUS);
  readonly joined = live<Joined | null>(null);
  readonly opening = live<Opening>({ kind: 'looking' });
  readonly #options: FrontOptions;
  readonly #looked: Promise<EarlierData>;
  #pending = NOTHING_PENDING;
  #code: Promise<DeviceOpener> | null = null;
  /** Open, but perhaps without what is held. */
  #behind: Device | null = null;
  #attempt: Promise<Result<Device>> | null = null;
  #loadsFailed = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: FrontOptions) {
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
    if (this.#isAhead()) return null; // there was no visit that could have left one
    const opened = await this.#whenOpen();
    return opened.ok ? opened.value.loadDraft() : null;
  }

  async saveDraft(draft: SigningDraft): Promise<Result<void>> {
    if (this.opening.get().kind === 'open') return this.#ask((device) => device.saveDraft(draft));
    this.#pending = { ...this.#pending, draft };
    if (this.#isAhead()) return good(undefined);
    const opened = await this.#whenOpen(); // and what is held was saved
    return opened.ok ? good(undefined) : opened;
  }

  async dropDraft(): Promise<void> {
    if (this.opening.get().kind === 'open') return this.#behind?.dropDraft();
    this.#pending = { ...this.#pending, draft: 'dropped' };
  }

  /** Whoever pressed the button must hear something in time; their ink stays where it is. */
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

  /** Why there is nothing to list is said by `opening`. */
  async #list<T>(verb: (device: Device) => Promise<readonly T[]>): Promise<readonly T[]> {
    const opened = await this.#whenOpen();
    return opened.ok ? verb(opened.value) : [];
  }

  /** The gathering as the real device will have it; null when that takes more than the QR. */
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

  /** The real device with all that was held; one attempt at a time, and after a fault another. */
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
      // On a first visit the network may only be slow, and ink goes on: keep says what is missing.
      return this.#isAhead() ? loaded : this.#fail(loaded.fault);
    }
    const opened = this.#behind === null ? await loaded.value() : good(this.#behind);
    if (!opened.ok) return this.#fail(opened.fault);
    if (this.#isClosed) opened.value.close();
    this.#behind = opened.value;
    const handed = await this.#handOver(opened.value);
    return handed.ok ? opened : this.#fail(handed.fault);
  }

  /** Only the network can fail here, and it may be back any moment. */
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
   * Gives what was held to the real device, and what comes meanwhile too. It is shown in the very
   * step that found nothing more, or a word could fall between.
   */
  async #handOver(device: Device): Promise<Result<void>> {
    while (this.#pending !== NOTHING_PENDING) {
      const pending = this.#pending;
      const handed = await handTo(device, pending);
      if (!handed.ok) return handed; // it stays held for the next attempt
      if (this.#pending === pending) this.#pending = NOTHING_PENDING;
    }
    this.#show(device);
    return good(undefined);
  }

  /** From now on the screens see the real device. */
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

/** Joining again is joining once, so an attempt that failed halfway may be made again whole. */
async function handTo(device: Device, { offer, draft }: PendingOffer): Promise<Result<void>> {
  if (offer !== null) {
    const joined = await device.join(offer);
    if (!joined.ok) return joined;
  }
  if (draft === 'dropped') await device.dropDraft();
  else if (draft !== null) return device.saveDraft(draft);
  return good(undefined);
}
