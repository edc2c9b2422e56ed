/**
 * Yields a device: one disk, its tabs, and whose turn it is to send. Tabs come, freeze and die; the
 * disk may lose power, go back to an earlier state, or be wiped.
 */
import { toHex } from '#core/bytes.ts';
import { EMPTY_HEAD } from '#core/journal.ts';
import type { JournalRow } from '#device/db.ts';
import { EMPTY_MARK, isReceived } from '#device/watermark.ts';
import { Aborted, Disk, type Rows, noRows, rowKey } from './disk.ts';
import { Network } from './network.ts';
import type { Office } from './office.ts';
import type { Oracle } from './oracle.ts';
import { Tab } from './tab.ts';
import type { World } from './world.ts';

export interface Field {
  readonly world: World;
  readonly office: Office;
  readonly oracle: Oracle;
}

const TABS_MAX = 3;
const STOLEN_AFTER_MS = 20_000;

/** Owns the disk and the tabs. */
export class Device {
  readonly field: Field;
  readonly no: number;
  readonly disk: Disk;
  readonly network: Network;
  tabs: Tab[] = [];
  clockOffsetMs = 0;
  #snapshots: Rows[] = [];
  #turn: Tab | null = null;

  constructor(field: Field, no: number) {
    this.field = field;
    this.no = no;
    this.disk = new Disk(field.world);
    this.network = new Network(field.world, field.office);
  }

  wallMs(): number {
    return 1_780_000_000_000 + this.field.world.nowMs + this.clockOffsetMs;
  }

  openTab(): void {
    if (this.tabs.length >= TABS_MAX) return;
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
    before.setTurn(false);
    next.setTurn(true);
  }

  cutPower(): void {
    this.field.world.count('power cuts');
    this.#killAll();
    this.disk.cutPower();
    this.field.oracle.restarted(this);
    this.#openSoon();
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

  /** Ink that every backup holds is given up. */
  async purge(): Promise<void> {
    const isTooSoon = this.field.world.bug === 'purge-on-receipt';
    await this.#tryWrite(() => {
      const { journals, entries } = this.disk.now;
      for (const { id, seq: last, mark } of journals.values()) {
        for (let seq = 1; seq <= last; seq++) {
          const row = entries.get(rowKey(id, seq));
          const mayGo = isTooSoon ? isReceived(mark, seq) : seq <= mark.safeSeq;
          if (row === undefined || !mayGo || row.bytes.length === 0) continue;
          entries.set(rowKey(id, seq), { ...row, bytes: new Uint8Array(0) });
          this.field.world.count('entries purged');
        }
      }
    });
  }

  async #tryWrite(work: () => void): Promise<void> {
    try {
      await this.disk.write(work);
    } catch (error) {
      if (!(error instanceof Aborted)) throw error;
    }
  }

  /** The end of all faults. */
  async heal(): Promise<void> {
    this.network.weather = 'fair';
    this.clockOffsetMs = 0;
    for (const tab of this.tabs) await tab.thaw();
    if (this.tabs.length === 0) this.openTab();
    for (const tab of this.tabs) tab.trigger('visible');
  }

  /** The journal that is in use, made when there is none or when it is retired. Inside a write. */
  openJournal(): JournalRow {
    const { now } = this.disk;
    const gathering = now.current ?? toHex(this.field.world.random(8));
    const found = now.gatherings.get(gathering);
    const row = found === undefined ? undefined : now.journals.get(found.journal);
    if (row !== undefined && !row.isRetired) return row;
    const fresh: JournalRow = {
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
    this.#turn?.setTurn(true);
  }

  #openSoon(): void {
    const { world } = this.field;
    world.after(world.chance.int(500, 60_000), () => {
      if (this.tabs.length === 0) this.openTab();
    });
  }
}
