/**
 * A device: one disk, its tabs, and whose turn it is to send. Tabs come, freeze and die; the
 * disk may lose power, go back to an earlier state, or be wiped.
 */
import { encodeBatch } from '#core/batch.ts';
import { type Bytes, fromHex, toHex } from '#core/bytes.ts';
import { SIZES, ZERO_DIGEST, mintId } from '#core/id.ts';
import { EMPTY_HEAD } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { encodeParcel, parseReceiptFile } from '#core/parcel.ts';
import { purgeableSeq } from '#core/purge.ts';
import { type ReadReceipt, parseReceipt } from '#core/receipt.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import { claimOf } from '#device/send/outbox.ts';
import { piecesOf, settleAll } from '#device/steward/parcels.ts';
import type { ExportedRow, KeptJournalRow } from '#device/store/db.ts';
import { EMPTY_MARK } from '#device/store/watermark.ts';
import { Disk, Refused, type Rows, noRows, rowKey } from './disk.ts';
import { Network } from './network.ts';
import { type Office, proofOf } from './office.ts';
import type { Oracle } from './oracle.ts';
import { Tab } from './tab.ts';
import { type World, isSealedBy, sealerOf } from './world.ts';

export interface Field {
  readonly world: World;
  readonly office: Office;
  readonly oracle: Oracle;
}

const TABS_MAX = 3;
const STOLEN_AFTER_MS = 20_000;
/** Every gathering was closed so long ago that the days of retention are over. */
const CLOSED_AT_MS = 0;

/** Owns the disk and the tabs. */
export class Device {
  readonly field: Field;
  readonly no: number;
  readonly disk: Disk;
  readonly network: Network;
  tabs: Tab[] = [];
  clockOffsetMs = 0;
  /** Which build a tab runs that is opened now. */
  build = 1;
  batchVersion = 1;
  /** Where it is now there is no network at all: only people come and go. */
  isRemote = false;
  /** As the office had it when this device last looked. */
  roster: ReadonlyMap<number, string> = new Map();
  #snapshots: Rows[] = [];
  #turn: Tab | null = null;

  constructor(field: Field, no: number) {
    this.field = field;
    this.no = no;
    this.disk = new Disk(field.world);
    this.network = new Network(field.world, field.office);
  }

  wallMs(): number {
    return this.field.world.wallMs() + this.clockOffsetMs;
  }

  openTab(): void {
    if (this.tabs.length >= TABS_MAX) return;
    // The first transaction of a build closes the database to older ones.
    if (this.disk.rows.schema < this.build) {
      this.disk.put({ ...this.disk.rows, schema: this.build }, 'strict');
    }
    this.roster = this.field.office.store.roster;
    this.tabs.push(new Tab(this));
    this.#passTurn();
  }

  aTab(): Tab | null {
    return this.tabs.length === 0 ? null : this.field.world.chance.pick(this.tabs);
  }

  killTab(tab: Tab): void {
    this.field.world.count('tabs killed');
    tab.isAlive = false;
    this.tabs = this.tabs.filter((one) => one !== tab);
    if (this.#turn === tab) this.#turn = null;
    this.#passTurn();
    if (this.tabs.length === 0) this.#openSoon();
  }

  freezeTab(tab: Tab): void {
    const { world } = this.field;
    world.count('tabs frozen');
    tab.isFrozen = true;
    world.after(STOLEN_AFTER_MS, () => this.stealTurn());
    world.after(world.chance.int(5_000, 120_000), () => tab.thaw());
  }

  /** A tab that is looked at takes the turn from one that sleeps. */
  stealTurn(): void {
    const before = this.#turn;
    if (before?.isFrozen !== true) return;
    const next = this.tabs.find((tab) => !tab.isFrozen);
    if (next === undefined) return;
    this.field.world.count('turns stolen');
    this.#turn = next;
    before.setLeader(false);
    next.setLeader(true);
  }

  cutPower(): void {
    this.field.world.count('power cuts');
    this.#killAll();
    this.disk.cutPower();
    this.#openSoon();
  }

  /** A new build is opened beside the tabs of the old one, which are told to make way. */
  update(): void {
    const { world } = this.field;
    if (this.build > 1) return;
    world.count('updates of the app');
    this.build = 2;
    // Devices may be ahead of their office.
    if (world.chance.next() < 0.5) this.batchVersion = 2;
    const old = this.tabs;
    this.openTab();
    world.after(world.chance.int(1_000, 60_000), () => {
      for (const tab of old) if (this.tabs.includes(tab)) this.killTab(tab);
    });
  }

  snapshot(): void {
    this.#snapshots.push(this.disk.rows);
  }

  /** The disk is as it was some time ago. */
  rollBack(): void {
    if (this.#snapshots.length === 0) return;
    this.field.world.count('disks rolled back');
    this.#replace(this.field.world.chance.pick(this.#snapshots));
  }

  wipe(): void {
    this.field.world.count('devices wiped');
    this.#snapshots = [];
    this.#replace(noRows());
  }

  /** The steward goes on to another gathering: the next entry opens another journal. */
  async joinAnother(): Promise<void> {
    await this.#tryWrite(() => {
      this.disk.now.current = toHex(this.field.world.random(8));
    });
  }

  /** Ink that every backup holds is given up, by the product's rule. */
  async purge(): Promise<void> {
    const { bug } = this.field.world;
    await this.#tryWrite(() => {
      const { journals, entries } = this.disk.now;
      const epoch = Math.max(0, ...[...journals.values()].map(({ mark }) => mark.epoch));
      for (const { id, mark, toldMs = null } of journals.values()) {
        const isOutdated = mark.epoch < epoch;
        const word = { ...mark, officeTimeMs: toldMs, isOutdated };
        const last = bug === 'purge-on-receipt' ? mark.seq : purgeableSeq(CLOSED_AT_MS, word);
        for (let seq = 1; seq <= last; seq++) {
          const row = entries.get(rowKey(id, seq));
          if (row === undefined || row.bytes.length === 0) continue;
          entries.set(rowKey(id, seq), { ...row, bytes: new Uint8Array(0) });
          this.field.world.count('entries purged');
        }
      }
    });
  }

  /** What is not received, sealed and in a file, as the product writes it; null when it cannot. */
  async exportAll(): Promise<Bytes | null> {
    const { world } = this.field;
    const journals = [...this.disk.rows.journals.values()];
    const sealed: Bytes[] = [];
    const rows: ExportedRow[] = [];
    for (const journal of journals) {
      for (const { rows: entries } of await piecesOf(this.disk.db(this.build), journal)) {
        const [{ seq: from }] = entries;
        const others = journals.filter(({ id }) => id !== journal.id);
        const batch = {
          id: mintId(this.wallMs(), world.random(10)),
          journal: fromHex(journal.id) ?? ZERO_DIGEST,
          entries: entries.map(({ bytes }) => bytes),
          claims: [journal, ...others].slice(0, LIMITS.headsMax).map(claimOf),
          deviceTimeMs: this.wallMs(),
          build: 'sim',
          battery: null,
        };
        sealed.push(await sealBody('batch', encodeBatch(batch), sealerOf(batch.journal)));
        const digest = entries.at(-1)?.digest ?? ZERO_DIGEST;
        const run = { journal: journal.id, from, count: entries.length };
        rows.push({ batch: toHex(batch.id), ...run, digest });
      }
    }
    if (sealed.length === 0) return null;
    const isWritten = await this.#tryWrite(() => {
      for (const row of rows) this.disk.now.exported.set(row.batch, row);
      if (world.bug === 'export-settles') this.#settleExported(rows);
    });
    if (!isWritten) return null;
    const enrolments = journals.map(({ id, gathering }) =>
      proofOf(fromHex(id) ?? ZERO_DIGEST, fromHex(gathering) ?? ZERO_DIGEST),
    );
    return encodeParcel({ station: '', madeAtMs: this.wallMs(), enrolments, batches: sealed });
  }

  /** Takes a file of receipts, as the product does. */
  async takeReceipts(bytes: Bytes): Promise<void> {
    const { world, office, oracle } = this.field;
    const file = parseReceiptFile(bytes);
    if (!file.ok) return world.count('files refused');
    const ours: { readonly receipt: ReadReceipt; readonly row: ExportedRow }[] = [];
    for (const answer of file.value.answers) {
      if ('fault' in answer) continue;
      const sealed = parseSealed(answer.receipt, 'receipt', { bytesMax: LIMITS.receiptBytesMax });
      if (!sealed.ok) return world.count('files refused');
      const { message, seal, body } = sealed.value;
      const receipt = parseReceipt(body);
      if (!isSealedBy(office.key, message, seal) || !receipt.ok)
        return world.count('files refused');
      const row = this.disk.rows.exported.get(toHex(receipt.value.batch));
      if (row !== undefined) ours.push({ receipt: receipt.value, row });
    }
    const db = this.disk.db(this.build);
    try {
      await settleAll(db, ours);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return;
    }
    world.count('receipts by hand', ours.length);
    for (const { receipt, row } of ours) {
      // What the product did not take for news is none.
      const journals = receipt.journals.filter(({ journal }) => {
        const now = this.disk.rows.journals.get(toHex(journal));
        return now?.toldMs === receipt.officeTimeMs && now.mark.epoch === receipt.epoch;
      });
      oracle.settled(this, { ...receipt, journals }, { isLate: false, sender: row.journal });
    }
  }

  /** The mistake of taking a file for the office. */
  #settleExported(rows: readonly ExportedRow[]): void {
    const { journals } = this.disk.now;
    for (const { journal: id } of rows) {
      const journal = journals.get(id);
      if (journal === undefined) continue;
      journals.set(id, { ...journal, mark: { ...journal.mark, seq: journal.seq } });
    }
  }

  /** The journal in use; null before the first. */
  inUse(): string | null {
    const { current, gatherings } = this.disk.rows;
    return gatherings.get(current ?? '')?.journal ?? null;
  }

  async #tryWrite(work: () => void): Promise<boolean> {
    try {
      await this.disk.write(work);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return false;
    }
  }

  /** It is taken to where no network comes. */
  goAway(): void {
    this.field.world.count('devices without any network');
    this.isRemote = true;
    this.network.weather = 'off';
  }

  /** The end of all faults. */
  async heal(): Promise<void> {
    this.isRemote = false;
    this.network.weather = 'fair';
    this.clockOffsetMs = 0;
    this.disk.isFull = false;
    for (const tab of this.tabs) await tab.thaw();
    for (const tab of this.tabs) if (tab.build < this.build) this.killTab(tab);
    if (this.tabs.length === 0) this.openTab();
    for (const tab of this.tabs) tab.trigger('visible');
  }

  /** The journal that is in use, made when there is none or when it is retired. Inside a write. */
  openJournal(): KeptJournalRow {
    const { now } = this.disk;
    const gathering = now.current ?? toHex(this.field.world.random(SIZES.gatheringId));
    const found = now.gatherings.get(gathering);
    const row = found === undefined ? undefined : now.journals.get(found.journal);
    if (row !== undefined && !row.isRetired) return row;
    const fresh: KeptJournalRow = {
      id: toHex(this.field.world.random(16)),
      gathering,
      grade: 'phone',
      secret: new Uint8Array(16),
      grant: null,
      ...EMPTY_HEAD,
      mark: EMPTY_MARK,
      isRetired: false,
      madeAtMs: this.wallMs(),
    };
    this.field.world.count('journals');
    now.journals.set(fresh.id, fresh);
    now.gatherings.set(gathering, {
      id: gathering,
      invitation: '',
      grade: 'phone',
      journal: fresh.id,
    });
    now.current = gathering;
    return fresh;
  }

  #replace(rows: Rows): void {
    this.#killAll();
    this.field.oracle.replaced(this, rows);
    this.disk.put(rows, 'strict');
    this.openTab();
  }

  #killAll(): void {
    for (const tab of this.tabs) tab.isAlive = false;
    this.tabs = [];
    this.#turn = null;
  }

  #passTurn(): void {
    if (this.#turn !== null) return;
    this.#turn = this.tabs[0] ?? null;
    this.#turn?.setLeader(true);
  }

  #openSoon(): void {
    const { world } = this.field;
    world.after(world.chance.int(500, 60_000), () => {
      if (this.tabs.length === 0) this.openTab();
    });
  }
}
