/**
 * The judge of a story, who knows every entry ever made and sees every disk. The invariants
 * are those of docs/PROTOCOL.md; each names itself when it is broken.
 */
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { ZERO_DIGEST } from '#core/id.ts';
import { follows } from '#core/journal.ts';
import { missingRanges, rangesOf } from '#core/ledger.ts';
import type { ReadReceipt } from '#core/receipt.ts';
import type { EntryRow, KeptJournalRow } from '#device/store/db.ts';
import { isReceived } from '#device/store/watermark.ts';
import type { Device } from './device.ts';
import { type Rows, rowKey } from './disk.ts';
import { type Office, type OfficeJournal, type Store, isOfRoster } from './office.ts';
import { Violation, type World } from './world.ts';

interface Made {
  readonly device: Device;
  readonly row: EntryRow;
  readonly place: string;
  readonly isPoison: boolean;
  /** On the disk, in a transaction that was complete. */
  isCommitted: boolean;
  /** The screen said so. */
  isKept: boolean;
  /** The storage that held it was destroyed before it was safe. */
  isExcused: boolean;
}

/** Owns what is known of all entries. */
export class Oracle {
  readonly devices: Device[] = [];
  readonly #world: World;
  readonly #office: Office;
  readonly #made = new Map<string, Made>();
  /** Everything that the office ever committed. */
  readonly #everHeld = new Set<string>();
  /** When the receipt that a journal settled last was made. */
  readonly #answeredMs = new Map<string, number>();
  /** Journals that a device was told to leave. */
  readonly #left = new Set<string>();
  /** Journals of a disk that went back: their places may be taken twice. */
  readonly #rolledBack = new Set<string>();
  readonly #backupKeys = new WeakMap<Store, ReadonlySet<string>>();
  readonly #seen = new Map<Device, number>();
  #held: ReadonlySet<string> = new Set();
  #seenOffice = -1;
  #seenEpoch = 0;
  #seenMachines = 0;
  #seenBackups: readonly Store[] = [];

  constructor(world: World, office: Office) {
    this.#world = world;
    this.#office = office;
  }

  made(device: Device, row: EntryRow, kind: 'poison' | 'sound'): void {
    const fresh = { isCommitted: false, isKept: false, isExcused: false };
    const place = rowKey(row.journal, row.seq);
    this.#made.set(row.name, { device, row, place, isPoison: kind === 'poison', ...fresh });
  }

  committed(device: Device, row: EntryRow): void {
    if (this.#left.has(row.journal)) {
      this.#broken('I9', `device ${device.no} goes on with a journal that is elsewhere`);
    }
    const made = this.#made.get(row.name);
    if (made !== undefined) made.isCommitted = true;
  }

  kept(row: EntryRow): void {
    const made = this.#made.get(row.name);
    if (made === undefined) return;
    made.isKept = true;
    this.#world.count('entries kept');
    if (made.isPoison) this.#world.count('poison');
  }

  /** A genuine receipt was settled: what this device may know from now on. */
  settled(
    device: Device,
    receipt: ReadReceipt,
    { isLate, sender }: { readonly isLate: boolean; readonly sender: string },
  ): void {
    this.#world.count('receipts settled');
    const { journals, entries } = device.disk.rows;
    // A verdict that was overtaken may be of an office that was since put back unnoticed.
    if (isLate) this.#answeredMs.delete(sender);
    for (const state of receipt.journals) {
      const id = toHex(state.journal);
      const journal = journals.get(id);
      if (journal === undefined) continue;
      // What a device once knew it may not forget.
      const beforeMs = this.#answeredMs.get(id) ?? 0;
      this.#answeredMs.set(id, Math.max(beforeMs, receipt.officeTimeMs));
      const own = state.seq === 0 ? ZERO_DIGEST : entries.get(rowKey(id, state.seq))?.digest;
      const isOurs = own !== undefined && equalBytes(own, state.digest);
      if (state.highestSeq > journal.seq || !isOurs) this.#left.add(id);
    }
  }

  /** Another disk took the place of this one. */
  replaced(device: Device, rows: Rows): void {
    for (const made of this.#made.values()) {
      const { name } = made.row;
      const now = device.disk.rows.entries.get(made.place)?.name;
      const next = rows.entries.get(made.place)?.name;
      const isGone = made.device === device && now === name && next !== name;
      if (isGone && made.isCommitted && !this.#isSafe(name)) made.isExcused = true;
    }
    for (const id of device.disk.rows.journals.keys()) {
      this.#answeredMs.delete(id);
      this.#left.delete(id);
      this.#rolledBack.add(id);
    }
  }

  /** Checks what must hold at every moment. */
  check(): void {
    const { version, backups } = this.#office;
    if (this.#seenOffice !== version) this.#checkOffice();
    this.#seenOffice = version;
    // An office that only grew takes nothing from anybody.
    const isAll = this.#seenBackups !== backups;
    this.#seenBackups = backups;
    for (const device of this.devices) {
      if (!isAll && this.#seen.get(device) === device.disk.version) continue;
      this.#seen.set(device, device.disk.version);
      for (const made of this.#made.values()) if (made.device === device) this.#checkMade(made);
      for (const journal of device.disk.rows.journals.values()) this.#checkMarks(device, journal);
    }
  }

  /** True once everything that can arrive did. */
  isQuiet(): boolean {
    try {
      this.checkQuiet();
      return true;
    } catch (error) {
      if (error instanceof Violation) return false;
      throw error;
    }
  }

  /** Checks what must hold once faults have stopped for long enough. */
  checkQuiet(): void {
    for (const made of this.#made.values()) {
      if (!made.isCommitted || made.isExcused) continue;
      const { row, device, place: name } = made;
      // Of a journal whose permission was withdrawn, what is not sent stays.
      if (this.#office.store.journals.get(row.journal)?.isWithdrawn === true) continue;
      const found = device.disk.rows.entries.get(name);
      const mark = device.disk.rows.journals.get(row.journal)?.mark;
      if (made.isPoison) {
        if (found?.name !== row.name) this.#broken('I7', `poison ${name} left its device`);
        if (mark !== undefined && isReceived(mark, row.seq)) {
          this.#broken('I7', `poison ${name} counts as received`);
        }
        continue;
      }
      const isMissed = !this.#held.has(row.name) && !this.#isBeside(row.journal, row.seq, row.name);
      if (isMissed) this.#broken('I7', `${name} never reached the office`);
      // A purged entry needs no receipt: every backup holds it.
      const isWhole = found?.name === row.name && found.bytes.length > 0;
      if (isWhole && mark !== undefined && !isReceived(mark, row.seq)) {
        this.#broken('I7', `${name} is sent for ever`);
      }
    }
    for (const { disk } of this.devices) {
      for (const journal of disk.rows.journals.values()) {
        this.#checkComplete(journal);
      }
    }
    for (const journal of this.#office.store.journals.values()) this.#checkDoubts(journal);
  }

  /** What was doubted for the roster's sake is doubted no longer than the roster says. */
  #checkDoubts(journal: OfficeJournal): void {
    for (const row of journal.rows.values()) {
      const now = this.#office.doubtOf(journal, row);
      // A break of the chain may hide behind a doubt that came first.
      if (!isOfRoster(row.doubt) || now === row.doubt || now === 'chain-broken') continue;
      this.#broken('I6', `${row.id} is still ${row.doubt ?? ''}`);
    }
  }

  #checkMade(made: Made): void {
    if (made.isKept && !made.isCommitted) this.#broken('I8', `${made.place} is kept, not written`);
    if (!made.isCommitted || made.isExcused) return;
    const { row, device, place } = made;
    const found = device.disk.rows.entries.get(place);
    const isHeld = this.#held.has(row.name);
    const isOnDevice = found?.name === row.name && found.bytes.length > 0;
    if (!isOnDevice && !isHeld) this.#broken('I1', `${place} is nowhere`);
    if (found?.name === row.name && !isOnDevice && !this.#isSafe(row.name)) {
      this.#broken('I3', `${place} was purged before every backup held it`);
    }
    const isDurable = device.disk.durable.entries.get(place)?.name === row.name;
    if (made.isKept && !isDurable && !isHeld) this.#broken('I8', `${place} is kept, not durable`);
  }

  #checkMarks(device: Device, { id, seq: last, mark }: KeptJournalRow): void {
    const isFresh = (this.#answeredMs.get(id) ?? -1) > this.#office.restoredMs;
    for (let seq = 1; seq <= last; seq++) {
      if (!isReceived(mark, seq)) continue;
      const key = device.disk.rows.entries.get(rowKey(id, seq))?.name;
      if (key === undefined) continue;
      if (!this.#everHeld.has(key)) this.#broken('I2', `${id}:${seq} was never held`);
      const isKnown = isFresh && !this.#isBeside(id, seq, key);
      if (isKnown && !this.#held.has(key)) this.#broken('I2', `${id}:${seq} is held no more`);
    }
  }

  #checkOffice(): void {
    this.#checkEpoch();
    const held = new Set<string>();
    const ids = new Set<string>();
    for (const [id, journal] of this.#office.store.journals) {
      const { rows, strays, forked } = journal;
      for (const row of [...rows.values(), ...strays]) {
        const made = this.#made.get(row.key);
        if (made === undefined) this.#broken('I4', `nobody made ${id}:${row.seq}`);
        else if (!this.#everHeld.has(row.key)) this.#checkBytes(made.row.bytes, row.bytes);
        if (ids.has(row.id)) this.#broken('I4', `${id}:${row.seq} is there twice`);
        ids.add(row.id);
        held.add(row.key);
        this.#everHeld.add(row.key);
      }
      const isTaken = strays.some(({ seq, key }) => (rows.get(seq)?.key ?? key) !== key);
      if (isTaken && !forked) this.#broken('I9', `${id} has a place taken twice, and no fork`);
      if (!forked) this.#checkChain(id, journal);
    }
    this.#held = held;
  }

  /** Generations only follow one another, but where the machine itself forgot one. */
  #checkEpoch(): void {
    const { machinesCount, store } = this.#office;
    const { epoch } = store.generation;
    const isSameMachine = this.#seenMachines === machinesCount;
    if (isSameMachine && epoch < this.#seenEpoch) this.#broken('I2', 'the epoch went back');
    this.#seenMachines = machinesCount;
    this.#seenEpoch = epoch;
  }

  /** An entry that names another than the one held before it: two were made there. */
  #checkChain(id: string, { rows, head }: OfficeJournal): void {
    for (let seq = 2; seq <= head.seq; seq++) {
      const [before, row] = [rows.get(seq - 1), rows.get(seq)];
      if (before === undefined || row === undefined || follows(before, row)) continue;
      this.#broken('I9', `${id}:${seq} does not follow, and no fork is told`);
    }
  }

  #checkBytes(made: Bytes, held: Bytes): void {
    if (!equalBytes(made, held)) this.#broken('I5', 'the office holds other bytes');
  }

  /**
   * The office's view of a journal is whole, or says what is missing. Of one whose disk went back
   * some places were taken twice: there a fork says that something else stands in its place.
   */
  #checkComplete({ id, seq }: KeptJournalRow): void {
    const journal = this.#office.store.journals.get(id);
    if (journal?.isWithdrawn === true) return;
    const missing = [...this.#made.values()].filter(
      ({ row, isCommitted, isExcused }) =>
        row.journal === id && isCommitted && !isExcused && !this.#held.has(row.name),
    );
    const head = journal?.head.seq ?? 0;
    const beyond = [...(journal?.rows.keys() ?? [])].filter((one) => one > head);
    const extra = rangesOf(beyond.sort((a, b) => a - b));
    const claimed = Math.max(journal?.claimedSeq ?? 0, journal?.highestSeq ?? 0, head);
    const shown = missingRanges(head, extra, claimed);
    const isShown = (at: number): boolean => shown.some(({ from, to }) => from <= at && at <= to);
    if (claimed < seq || (claimed > seq && !this.#rolledBack.has(id))) {
      this.#broken('I6', `${id}: the office knows of ${claimed}, not of ${seq}`);
    }
    for (const { row, place } of missing) {
      // Where its neighbour is missing too, nothing can tell that another stands in its place.
      const isHidden = row.seq < claimed && isShown(row.seq + 1);
      if (isShown(row.seq) || isHidden || journal?.forked === true) continue;
      this.#broken('I6', `${place} is missing, and neither is it shown nor a fork`);
    }
    const shownCount = shown.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    if (!this.#rolledBack.has(id) && shownCount !== missing.length) {
      this.#broken('I6', `${id}: ${missing.length} missing, ${shownCount} shown`);
    }
  }

  /**
   * The limit of what a device can notice: a machine was put back, which nobody on it knows, and of
   * two entries at one place it has the other. The second is not missed; it stays on its device.
   */
  #isBeside(journal: string, seq: number, key: string): boolean {
    if (this.#office.machinesCount === 0) return false;
    const there = this.#office.store.journals.get(journal)?.rows.get(seq);
    return there !== undefined && there.key !== key;
  }

  #isSafe(key: string): boolean {
    const { backups } = this.#office;
    return backups.length > 0 && backups.every((backup) => this.#keysOf(backup).has(key));
  }

  #keysOf(backup: Store): ReadonlySet<string> {
    const known = this.#backupKeys.get(backup);
    if (known !== undefined) return known;
    const keys = new Set<string>();
    for (const { rows, strays } of backup.journals.values()) {
      for (const { key } of [...rows.values(), ...strays]) keys.add(key);
    }
    this.#backupKeys.set(backup, keys);
    return keys;
  }

  #broken(invariant: string, what: string): never {
    throw new Violation(`${invariant} at ${this.#world.nowMs} ms: ${what}`);
  }
}
