/**
 * The real device: it implements the verbs of device.ts with storage, keys, rosters and the
 * courier. It shows only what it has read back from the disk. A verb that fails changes nothing.
 * This file imports the database library, so the app loads it after the first screen.
 */
import { type Result, bad, good } from '#core/fault.ts';
import type { RandomBytes } from '#core/id.ts';
import { parseInvitation } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import type { Agency } from '#core/roster.ts';
import { type Clock, openClock } from './clock.ts';
import type { DeviceParts } from './device-parts.ts';
import {
  type Device,
  type DeviceStatus,
  type Found,
  type Joined,
  type KeptSigning,
  type Live,
  type MadeEntry,
  type Offer,
  type SendPhase,
  type SigningDraft,
  type Steward,
} from './device.ts';
import { checkInvitation, enrol, fetchPackage, pinCard, pinOffice } from './join/enrolment.ts';
import { type Current, join, loadCurrent } from './join/gatherings.ts';
import { randomBytes } from './keys.ts';
import { type LiveSource, live } from './live.ts';
import { loadPart } from './load-part.ts';
import { type Transport, openTransport } from './network/transport.ts';
import { NO_STATUS } from './device-status.ts';
import type { Query } from './roster/roster-search.ts';
import { type Rosters, agenciesOf, closeRoster, find, openRoster } from './roster/rosters.ts';
import { Courier } from './send/courier.ts';
import { watchForNetwork } from './send/triggers.ts';
import { stewardLoader } from './steward/load-steward.ts';
import { Db, type KeptJournalRow, tryStorage } from './store/db.ts';
import { type Drafts, draftIdOf, openDrafts } from './store/drafts.ts';
import { type Journals, append, openJournals } from './store/journal.ts';
import { signingOf } from './store/signing.ts';
import { readMade, readStatus } from './store/status.ts';
import { askPersistence, makeReady, reserveRoom } from './store/storage.ts';
import { hasDatabase, writeStorageMarker, readStorageMarker } from './store/storage-marker.ts';
import { type TabMessage, type Tabs, openTabs } from './tabs/tabs.ts';

/** What a device needs. A missing option is the browser's own part. */
export interface DeviceOptions {
  /** Scheme and host of the office. */
  readonly origin: string;
  readonly build: string;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly transport?: Transport;
  /** Is told of errors of this program; the window's error event by default. */
  readonly report?: (error: unknown) => void;
}

/** Opens the device. Faults: storage-missing, storage-full, storage-failed. */
export async function openDevice(options: DeviceOptions): Promise<Result<Device>> {
  const { origin, build, random = randomBytes, report = tellWindow } = options;
  const { clock = openClock(random), transport = openTransport(origin) } = options;
  if (!hasDatabase()) return bad('storage-missing', 'no IndexedDB');
  const marker = readStorageMarker(); // read first: opening may make a new database
  const db = new Db();
  const ready = await makeReady(db, { marker, nowMs: clock.wallMs() });
  if (!ready.ok) {
    db.end(); // a later attempt opens its own connection
    return ready;
  }
  const parts: DeviceParts = { db, transport, origin, clock, build };
  const device = new OpenDevice({ parts, random, report });
  const started = await tryStorage(() => device.start());
  if (started.ok) return good(device);
  device.close();
  return started;
}

interface Deps {
  readonly parts: DeviceParts;
  readonly random: RandomBytes;
  readonly report: (error: unknown) => void;
}

/**
 * Owns the database connection, the timers of the courier, and this tab's part in the leader
 * election.
 */
class OpenDevice implements Device {
  readonly status: Live<DeviceStatus>;
  readonly joined: Live<Joined | null>;
  readonly steward: () => Promise<Result<Steward>>;
  readonly #status: LiveSource<DeviceStatus> = live(NO_STATUS);
  readonly #joined: LiveSource<Joined | null> = live<Joined | null>(null);
  readonly #deps: Deps;
  readonly #db: Db;
  readonly #journals: Journals;
  readonly #rosters: Rosters;
  readonly #drafts: Drafts;
  readonly #courier: Courier;
  readonly #tabs: Tabs;
  readonly #leaving = new AbortController();
  #current: Current | null = null;
  #refreshing: Promise<void> = Promise.resolve();
  #isRefreshQueued = false;
  #preparing: Promise<Result<Joined>> | null = null;
  #preparedMs = -LIMITS.permissionProbeMs;

  constructor(deps: Deps) {
    const { parts, random, report } = deps;
    this.#deps = deps;
    this.#db = parts.db;
    this.status = this.#status;
    this.joined = this.#joined;
    this.#journals = openJournals(parts, random);
    this.#rosters = { db: parts.db, open: null };
    this.#drafts = openDrafts(parts.db);
    this.#courier = new Courier({
      parts,
      random,
      report,
      onPhase: (phase, coolingCount) => this.#onPhase(phase, coolingCount),
      onSettled: () => this.#onSettled(),
    });
    this.#tabs = openTabs({
      monoMs: () => parts.clock.monoMs(),
      onMessage: (word) => this.#onMessage(word),
      onLeader: (isOurs) => this.#courier.setLeader(isOurs),
      onBeat: () => this.#sayPhase(),
    });
    this.steward = stewardLoader({
      ...deps,
      status: this.#status,
      signal: this.#leaving.signal,
      changed: () => this.#onSettled(),
      kept: () => this.#courier.trigger('kept'),
      left: () => this.#tabs.say({ kind: 'left' }),
    });
  }

  /** Reads what is on the disk. Slow work goes on in the background. */
  async start(): Promise<void> {
    await this.#reload();
    await this.#refresh();
    watchForNetwork(this.#leaving.signal, (why) => this.#courier.trigger(why));
    this.#behind(async () => this.#tell({ persistent: await askPersistence() }));
    this.#behind(() => reserveRoom(this.#db, this.#deps.random));
    this.#behind(() => this.#firstContact());
    // The steward's code sends the parcels of other devices, so it is loaded when there are any.
    this.#behind(async () => (await this.#db.carried.count()) > 0 && this.steward());
    this.#courier.trigger(document.visibilityState);
  }

  async readInvitation(text: string): Promise<Result<Offer>> {
    const read = parseInvitation(text);
    if (!read.ok) return read;
    const checked = await checkInvitation(this.#deps.parts, read.value);
    if (!checked.ok) return checked;
    const { stationCode, officeName } = checked.value;
    const { gathering } = checked.value.invitation;
    const grade = stationCode === null ? 'phone' : 'station';
    return good({ gathering, grade, officeName, invitation: read.value, card: null });
  }

  async join({ invitation, card }: Offer): Promise<Result<Joined>> {
    const pinned = card === null ? null : await pinCard(this.#db, card);
    if (pinned?.ok === false) return pinned;
    const checked = await checkInvitation(this.#deps.parts, invitation);
    if (!checked.ok) return checked;
    const current = await join(this.#journals, checked.value);
    if (!current.ok) return current;
    this.#setCurrent(current.value);
    this.#tabs.say({ kind: 'changed', isKept: false });
    this.#behind(() => this.#refresh());
    this.#behind(() => this.prepare());
    return good(current.value.joined);
  }

  prepare(): Promise<Result<Joined>> {
    this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = null;
    });
    return this.#preparing;
  }

  findByBirthDate(digits: string): Promise<readonly Found[]> {
    return this.#find({ by: 'birth-date', digits });
  }

  findByName(text: string): Promise<readonly Found[]> {
    return this.#find({ by: 'name', text });
  }

  findInAgency(agency: number, text: string): Promise<readonly Found[]> {
    return this.#find({ by: 'agency', agency, text });
  }

  async agencies(): Promise<readonly Agency[]> {
    return this.#current === null ? [] : agenciesOf(this.#rosters, this.#current.id);
  }

  async loadDraft(): Promise<SigningDraft | null> {
    return this.#current === null ? null : this.#drafts.load(this.#current.id);
  }

  async saveDraft(draft: SigningDraft): Promise<Result<void>> {
    if (this.#current === null) return bad('not-enrolled', 'nothing joined');
    return this.#drafts.save(this.#current.id, draft);
  }

  async dropDraft(): Promise<void> {
    const dropped = await this.#drafts.drop();
    if (!dropped.ok) this.#deps.report(dropped.fault);
  }

  async keep(draft: SigningDraft): Promise<Result<KeptSigning>> {
    const current = this.#current;
    if (current === null) return bad('not-enrolled', 'nothing joined');
    const body = await signingOf(draft, current.joined);
    if (!body.ok) return body;
    const { signatory } = draft;
    const kept = await append(this.#journals, {
      belonging: current.belonging,
      body: body.value,
      name: signatory.name,
      signatory: signatory.kind === 'listed' ? `n:${signatory.no}` : null,
      draft: draftIdOf(signatory),
    });
    if (!kept.ok) {
      this.#behind(() => this.#drafts.save(current.id, draft));
      return kept;
    }
    const { journal, seq, bytes, wallMs } = kept.value;
    writeStorageMarker({ journal, seq });
    this.#courier.trigger('kept');
    this.#tabs.say({ kind: 'changed', isKept: true });
    this.#behind(() => this.#refresh());
    return good({ entry: bytes, journal, seq, keptAtMs: wallMs });
  }

  made(most: number): Promise<readonly MadeEntry[]> {
    return readMade(this.#db, most);
  }

  sendNow(): void {
    this.#courier.trigger('button');
    this.#tabs.say({ kind: 'send-now' });
  }

  close(): void {
    this.#leaving.abort();
    this.#courier.close();
    this.#behind(() => closeRoster(this.#rosters));
    this.#tabs.close();
    this.#db.end();
  }

  /** Opens the roster, and pins the office's keys: then a QR can be checked without a network. */
  async #firstContact(): Promise<void> {
    if (this.#current !== null) await openRoster(this.#rosters, this.#current.id);
    if ((await this.#db.office.get(1)) === undefined) await pinOffice(this.#deps.parts);
  }

  async #prepare(): Promise<Result<Joined>> {
    const { parts } = this.#deps;
    const before = await loadCurrent(this.#db);
    if (before === null) return bad('not-enrolled', 'nothing joined');
    this.#preparedMs = parts.clock.monoMs();
    const fetched = await this.#ask(before.journal);
    await this.#reload();
    this.#tabs.say({ kind: 'changed', isKept: false });
    if (!fetched.ok) return fetched;
    const now = this.#joined.get();
    return now === null ? bad('not-enrolled', 'nothing joined') : good(now);
  }

  /**
   * Fetches the package. It enrols first when there is no permission, or when the office has
   * forgotten it.
   */
  async #ask(journal: KeptJournalRow): Promise<Result<unknown>> {
    const { parts } = this.#deps;
    if (journal.grant !== null) {
      const fetched = await fetchPackage(parts, this.#rosters, journal);
      // Sending waits for permission, and the office has just accepted it: send now.
      if (fetched.ok && this.#status.get().phase.kind === 'permission') this.sendNow();
      if (fetched.ok || fetched.fault.code !== 'not-permitted') return fetched;
    }
    const enrolled = await enrol(parts, journal);
    if (!enrolled.ok) return enrolled;
    this.#courier.trigger('granted');
    return fetchPackage(parts, this.#rosters, enrolled.value);
  }

  async #find(query: Query): Promise<readonly Found[]> {
    return this.#current === null ? [] : find(this.#rosters, this.#current.id, query);
  }

  /**
   * Reads the gathering again. If another tab has joined another gathering, this tab keeps its own:
   * the person here has read the text of that one.
   */
  async #reload(): Promise<void> {
    const current = await loadCurrent(this.#db);
    if (current === null || (this.#current?.id ?? current.id) !== current.id) return;
    this.#setCurrent(current);
  }

  #setCurrent(current: Current): void {
    const isSameRoster = this.#joined.get()?.rosterCount === current.joined.rosterCount;
    const isSame = this.#current?.id === current.id && isSameRoster;
    if (!isSame) this.#behind(() => closeRoster(this.#rosters));
    this.#current = current;
    this.#joined.set(current.joined);
  }

  /** Reads the counts again. All calls during one reading are answered by one more reading. */
  #refresh(): Promise<void> {
    if (this.#isRefreshQueued) return this.#refreshing;
    this.#isRefreshQueued = true;
    const read = async (): Promise<void> => {
      this.#isRefreshQueued = false;
      const status = await readStatus(this.#db);
      this.#tell(status);
      if (status.storageWasLost) this.#behind(() => this.steward());
    };
    this.#refreshing = this.#refreshing.then(read, read);
    return this.#refreshing;
  }

  #tell(change: Partial<DeviceStatus>): void {
    this.#status.set({ ...this.#status.get(), ...change });
  }

  #onPhase(phase: SendPhase, coolingCount: number): void {
    this.#tell({ phase, coolingCount });
    this.#sayPhase();
  }

  #sayPhase(): void {
    const { phase, coolingCount } = this.#status.get();
    this.#tabs.say({ kind: 'beat', phase, heldCount: coolingCount });
  }

  #onSettled(): void {
    this.#tabs.say({ kind: 'changed', isKept: false });
    this.#behind(() => this.#refresh());
    this.#behind(() => this.#complete());
    this.#behind(() => this.#purge());
  }

  /** Purges after each contact with the office (steward/purge.ts). */
  async #purge(): Promise<void> {
    const code = await loadPart(() => import('./steward/purge.ts'));
    if (!code.ok || !(await code.value.purgeNowAndThen(this.#deps.parts))) return;
    this.#tabs.say({ kind: 'changed', isKept: false });
    this.#onMessage({ kind: 'changed', isKept: false });
  }

  /**
   * Fetches what is missing of the gathering after a contact with the office, but not more often
   * than every permissionProbeMs.
   */
  async #complete(): Promise<void> {
    if (this.#joined.get()?.enrolled === false) await this.#reload();
    const joined = this.#joined.get();
    if (joined === null) return;
    const isWhole = joined.pacts !== null && (joined.grade === 'phone' || joined.rosterCount > 0);
    const sinceMs = this.#deps.parts.clock.monoMs() - this.#preparedMs;
    if (!isWhole && sinceMs >= LIMITS.permissionProbeMs) await this.prepare();
  }

  #onMessage(word: TabMessage): void {
    switch (word.kind) {
      case 'beat':
        return this.#tell({ phase: word.phase, coolingCount: word.heldCount });
      case 'send-now':
        return this.#courier.trigger('button');
      case 'left':
        return location.reload();
      case 'changed':
        if (word.isKept) this.#courier.trigger('kept');
        else this.#behind(() => this.#reload());
        return this.#behind(() => this.#refresh());
    }
  }

  /** Background work. A fault is a value and is dropped here; a thrown error is reported. */
  #behind(work: () => Promise<unknown>): void {
    work().catch((error: unknown) => {
      if (!this.#leaving.signal.aborted) this.#deps.report(error);
    });
  }
}

/** Raises the window's error event. Our errors hold no data of a person. */
function tellWindow(error: unknown): void {
  reportError(error);
}
