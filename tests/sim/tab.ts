/**
 * A tab: the product's engine with its effects done on a simulated disk and network. Cutting
 * and settling are the product's own; sealing, sending and keeping are shaped like the product's.
 * The deliberate mistakes live here, around those parts.
 */
import { encodeBatch } from '#core/batch.ts';
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import type { EntryBody } from '#core/entry.ts';
import { SIZES, ZERO_DIGEST, mintId } from '#core/id.ts';
import { encodeInk } from '#core/ink.ts';
import { chainEntry } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { type ReadReceipt, parseReceipt } from '#core/receipt.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import type { ReadVerdict } from '#core/verdict.ts';
import {
  type Effect,
  type EngineEvent,
  NEW_ENGINE,
  type Outcome,
  type Trigger,
} from '#device/send/engine-state.ts';
import { step } from '#device/send/engine.ts';
import { type Cut, type Want, cut, settle } from '#device/send/outbox.ts';
import type { EntryRow, KeptJournalRow } from '#device/store/db.ts';
import { type Run, receivedCount } from '#device/store/watermark.ts';
import type { Device } from './device.ts';
import { Refused, rowKey } from './disk.ts';
import type { Heard } from './network.ts';
import { PEOPLE, proofOf } from './office.ts';
import { digestOf, isSealedBy, sealerOf } from './world.ts';

type Happening = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Omit<E, 'nowMs' | 'chance'>
    : never
  : never;

interface Arrived {
  readonly run: Run;
  readonly contactMs: number | null;
  readonly receipt: ReadReceipt;
}

type Work = () => void | Promise<void>;

const TRIES_BEFORE_GIVING_UP = 5;
const POISON = 0.07;
const SIGNINGS = 0.4;
const INK = encodeInk({
  width: 2_048,
  height: 1_024,
  strokes: [
    [
      { x: 200, y: 500 },
      { x: 900, y: 410 },
    ],
  ],
});

/** Owns one engine and its timers. */
export class Tab {
  isAlive = true;
  isFrozen = false;
  /** The build whose code runs here. */
  readonly build: number;
  readonly #device: Device;
  readonly #bornMs: number;
  readonly #arrived = new Map<number, Arrived>();
  readonly #failures = new Map<string, number>();
  #asleep: Work[] = [];
  #state = NEW_ENGINE;
  #cut: Cut | null = null;
  #alarm = 0;
  #settledRequest = 0;
  #contactMs: number | null = null;

  constructor(device: Device) {
    this.#device = device;
    this.build = device.build;
    this.#bornMs = device.field.world.nowMs;
  }

  trigger(why: Trigger): void {
    void this.#run(() => this.#tell({ kind: 'triggered', why }));
  }

  setLeader(isOurs: boolean): void {
    this.#later(0, () => this.#tell({ kind: isOurs ? 'promoted' : 'demoted' }));
  }

  async thaw(): Promise<void> {
    this.isFrozen = false;
    const missed = this.#asleep;
    this.#asleep = [];
    for (const work of missed) await this.#run(work);
  }

  /** Somebody signs: the entry is made outside, kept in one transaction, and read back. */
  keep(triesLeft: number = LIMITS.appendTriesMax): Promise<void> {
    const { disk, field } = this.#device;
    return this.#run(async () => {
      const head = await this.#write(() => this.#device.openJournal());
      if (head === null || triesLeft === 0) return;
      const row = this.#makeRow(head);
      if (field.world.bug === 'tick-before-complete') field.oracle.kept(row);
      this.#later(field.world.chance.int(1, 8), async () => {
        const isKept = await this.#write(() => {
          const journal = disk.now.journals.get(head.id);
          if (journal === undefined || journal.isRetired || journal.seq !== head.seq) return false;
          if (!equalBytes(journal.digest, head.digest)) return false;
          disk.now.entries.set(rowKey(row.journal, row.seq), row);
          disk.now.journals.set(head.id, { ...journal, seq: row.seq, digest: row.digest });
          return true;
        });
        if (isKept === false) return this.keep(triesLeft - 1);
        if (isKept === null) return;
        field.oracle.committed(this.#device, row);
        this.#later(field.world.chance.int(1, 8), () => {
          if (disk.rows.entries.get(rowKey(row.journal, row.seq)) !== row) return;
          field.oracle.kept(row);
          for (const tab of this.#device.tabs) tab.trigger('kept');
        });
      });
    });
  }

  #makeRow(head: KeptJournalRow): EntryRow {
    const { world, office, oracle } = this.#device.field;
    const wallMs = this.#device.wallMs();
    const at = { wallMs, monoMs: this.#monoMs(), boot: new Uint8Array(SIZES.boot) };
    const { bytes } = chainEntry(head, {
      id: mintId(wallMs, world.random(10)),
      gathering: fromHex(head.gathering) ?? new Uint8Array(SIZES.gatheringId),
      at,
      build: 'sim',
      body: this.#makeBody(),
    });
    // A later build writes a later version, of which this office knows only the envelope.
    if (this.build > 1 && world.chance.next() < 0.5) bytes[1] = this.build;
    const digest = digestOf(bytes);
    const key = toHex(digest);
    const { id: journal, gathering } = head;
    const row = { journal, seq: head.seq + 1, bytes, digest, gathering, name: key, wallMs };
    const isPoison = world.fails(POISON);
    if (isPoison) office.poison.add(key);
    oracle.made(this.#device, row, isPoison ? 'poison' : 'sound');
    return row;
  }

  #makeBody(): EntryBody {
    const { chance } = this.#device.field.world;
    if (chance.next() >= SIGNINGS) return { kind: 'note', text: 'hadir' };
    const no = chance.int(1, PEOPLE.most);
    const name = this.#device.roster.get(no) ?? `Orang ${no}`;
    return {
      kind: 'signing',
      signatory: { kind: 'listed', no, name, category: 'asn' },
      acts: { attended: true, signed: false },
      pact: null,
      ink: INK,
      identifiedBy: 'list',
      station: '',
      assisted: false,
      represents: '',
    };
  }

  #tell(happening: Happening): void {
    const { world } = this.#device.field;
    const event = { ...happening, nowMs: this.#monoMs(), chance: world.chance.next() };
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: Effect): void {
    switch (effect.kind) {
      case 'cut':
        return this.#later(2, () => this.#cutRun(effect));
      case 'send': {
        const { request, run } = effect;
        const made = this.#cut; // as it is now: another may be cut before this one is sealed
        return this.#later(1, () => this.#send(request, run, made));
      }
      case 'settle':
        return this.#later(2, () => this.#settle(effect.request));
      case 'wake': {
        const alarm = ++this.#alarm;
        return this.#later(effect.atMs - this.#monoMs(), () => {
          if (alarm === this.#alarm) this.#tell({ kind: 'woke' });
        });
      }
      case 'deadline': {
        const { request } = effect;
        return this.#later(effect.atMs - this.#monoMs(), () =>
          this.#tell({ kind: 'deadline', request }),
        );
      }
    }
  }

  async #cutRun(want: Want): Promise<void> {
    const { disk, field } = this.#device;
    if (field.world.fails(0.01)) return this.#tell({ kind: 'cut-failed' });
    const isWhole = field.world.bug === 'no-halving' && want.alone === null;
    const entriesMax = isWhole ? LIMITS.batchEntriesStart : want.entriesMax;
    const sending = [...disk.rows.sending].map((place) => {
      const [journal = '', seq = ''] = place.split(':');
      return { journal, seq: Number(seq) };
    });
    const skip = [...want.skip, ...sending];
    this.#cut = await cut(disk.db(this.build), { ...want, entriesMax, skip });
    const { run, heartbeat } = this.#cut;
    const isSilent = field.world.bug === 'left-journals-are-silent';
    this.#tell({ kind: 'cut', run, heartbeat: isSilent ? this.#device.inUse() : heartbeat });
  }

  async #send(request: number, run: Run, made: Cut | null): Promise<void> {
    const { disk } = this.#device;
    const journal = disk.rows.journals.get(run.journal);
    if (journal === undefined || made === null) {
      return this.#tell({ kind: 'answered', request, outcome: { kind: 'device' } });
    }
    const removed = await this.#beforeSending(run);
    const batch = {
      id: mintId(this.#device.wallMs(), this.#device.field.world.random(10)),
      journal: fromHex(run.journal) ?? ZERO_DIGEST,
      entries: run.count === 0 ? [] : made.entries,
      claims: made.claims,
      deviceTimeMs: this.#device.wallMs(),
      build: 'sim',
      battery: null,
    };
    const body = encodeBatch(batch);
    body[1] = this.#device.batchVersion;
    const bytes = await sealBody('batch', body, sealerOf(batch.journal));
    const end = (outcome: Outcome): Promise<void> =>
      this.#ended(request, run, { outcome, removed });
    const hear = (heard: Heard): Promise<void> => {
      if (heard.kind === 'offline') return end({ kind: 'offline' });
      const { status, retryAfterMs } = heard.reply;
      const receipt = this.#genuine(heard.reply.body, batch);
      const { contactMs } = made;
      if (status === 200 && receipt !== null)
        this.#arrived.set(request, { run, contactMs, receipt });
      const isGenuine = status === 200 && receipt !== null;
      return end({ kind: 'status', status, isGenuine, retryAfterMs });
    };
    await this.#deliver(journal, bytes, { hear, end });
  }

  /** Permission that the office forgot is asked for again, once, on the spot. */
  async #deliver(
    { id, gathering, grant }: KeptJournalRow,
    bytes: Bytes,
    on: { hear(heard: Heard): Promise<void>; end(outcome: Outcome): Promise<void> },
  ): Promise<void> {
    const { network } = this.#device;
    const send = (onHeard: (heard: Heard) => Work): Promise<void> =>
      network.post({ kind: 'sync', bytes }, (heard) => this.#later(0, onHeard(heard)));
    const proof = proofOf(fromHex(id) ?? ZERO_DIGEST, fromHex(gathering) ?? ZERO_DIGEST);
    const enrol = (): Promise<void> =>
      network.post({ kind: 'enrol', proof }, (heard) =>
        this.#later(0, async () => {
          if (heard.kind === 'offline') return on.end({ kind: 'offline' });
          if (heard.reply.status === 403) return on.end({ kind: 'barred' });
          if (heard.reply.status !== 200) return on.end({ kind: 'noise' });
          await this.#write(() => {
            const { journals } = this.#device.disk.now;
            const row = journals.get(id);
            const given = { token: new Uint8Array(0), station: '' };
            if (row !== undefined) journals.set(id, { ...row, grant: given });
          });
          return send((again) => () => on.hear(again));
        }),
      );
    if (grant === null) return enrol();
    return send((heard) => () => {
      const isForgotten = heard.kind === 'answer' && [401, 403].includes(heard.reply.status);
      return isForgotten ? enrol() : on.hear(heard);
    });
  }

  #genuine(
    body: Bytes,
    batch: { readonly id: Bytes; readonly entries: readonly Bytes[]; readonly journal: Bytes },
  ): ReadReceipt | null {
    const { bug, nowMs } = this.#device.field.world;
    const sealed = parseSealed(body, 'receipt', { bytesMax: LIMITS.receiptBytesMax });
    if (!sealed.ok && bug === 'any-200-settles') {
      const verdicts = batch.entries.map(() => ({ kind: 'stored' }) as const);
      return { batch: batch.id, epoch: 1, officeTimeMs: nowMs, verdicts, journals: [] };
    }
    if (!sealed.ok) return null;
    const { message, seal } = sealed.value;
    const isOurs = isSealedBy(this.#device.field.office.key, message, seal);
    if (!isOurs && bug !== 'receipt-not-verified') return null;
    const receipt = parseReceipt(sealed.value.body);
    if (!receipt.ok || !equalBytes(receipt.value.batch, batch.id)) return null;
    if (bug === 'label-from-the-future' && receipt.value.verdicts.some(isLater)) return null;
    return receipt.value.verdicts.length === batch.entries.length ? receipt.value : null;
  }

  async #settle(request: number): Promise<void> {
    const { disk, field } = this.#device;
    const arrived = this.#arrived.get(request);
    this.#arrived.delete(request);
    if (arrived === undefined) return this.#tell({ kind: 'settle-failed', request });
    const { run } = arrived;
    const receipt = this.#misread(arrived);
    const before = disk.rows.journals;
    const isOvertaken = request < this.#settledRequest;
    const contact = { atMs: this.#device.wallMs(), offsetMs: 0 };
    const after = [arrived.contactMs, this.#contactMs];
    const isLate = isOvertaken || !after.includes(disk.rows.contact?.atMs ?? null);
    if (isLate && !isOvertaken) field.world.count('receipts overtaken by another tab');
    try {
      const settling = { receipt, run, isLate: isOvertaken, contact, after };
      await settle(disk.db(this.build), settling);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return this.#tell({ kind: 'settle-failed', request });
    }
    await this.#afterSettling(before);
    this.#settledRequest = Math.max(request, this.#settledRequest);
    this.#contactMs = contact.atMs;
    // Of a late receipt only the verdicts are news.
    const read = isLate ? { ...arrived.receipt, journals: [] } : arrived.receipt;
    field.oracle.settled(this.#device, read, { isLate, sender: run.journal });
    this.#tell({ kind: 'settled', request });
  }

  /** The mistakes in what is done before an entry is sent; answers what was removed. */
  async #beforeSending(run: Run): Promise<readonly EntryRow[]> {
    const { disk, field } = this.#device;
    const rows = this.#rowsOf(run);
    if (field.world.bug === 'remove-before-send') {
      await this.#write(() => {
        for (const row of rows) disk.now.entries.delete(rowKey(row.journal, row.seq));
      });
      return rows;
    }
    if (field.world.bug === 'sending-state') {
      await this.#write(() => {
        for (const row of rows) disk.now.sending.add(rowKey(row.journal, row.seq));
      });
    }
    return [];
  }

  /** The end of a request, and the mistakes in what is done then. */
  async #ended(
    request: number,
    run: Run,
    { outcome, removed }: { readonly outcome: Outcome; readonly removed: readonly EntryRow[] },
  ): Promise<void> {
    const { disk, field } = this.#device;
    const { bug } = field.world;
    const isGood = outcome.kind === 'status' && outcome.isGenuine;
    const isBarred = outcome.kind === 'barred' || ('status' in outcome && outcome.status === 401);
    const start = rowKey(run.journal, run.from);
    const failures = isGood ? 0 : (this.#failures.get(start) ?? 0) + 1;
    this.#failures.set(start, failures);
    const isGivenUp = bug === 'give-up' && failures >= TRIES_BEFORE_GIVING_UP;
    if (isGivenUp || (bug === 'drop-on-401' && isBarred)) {
      await this.#write(() => {
        for (const row of this.#rowsOf(run)) {
          disk.now.entries.delete(rowKey(row.journal, row.seq));
        }
      });
    }
    if (bug === 'sending-state') {
      await this.#write(() => {
        for (const row of this.#rowsOf(run)) {
          disk.now.sending.delete(rowKey(row.journal, row.seq));
        }
      });
    }
    if (!isGood && removed.length > 0) {
      await this.#write(() => {
        for (const row of removed) disk.now.entries.set(rowKey(row.journal, row.seq), row);
      });
    }
    this.#tell({ kind: 'answered', request, outcome });
  }

  /** The receipt, or what a mistaken device reads in it. */
  #misread({ receipt, run }: Arrived): ReadReceipt {
    const { rows } = this.#device.disk;
    const { bug } = this.#device.field.world;
    const journals = receipt.journals.flatMap((state) => {
      const id = toHex(state.journal);
      const journal = rows.journals.get(id);
      if (bug === 'current-journal-only' && id !== run.journal) return [];
      const told = { 'chain-not-checked': state.seq, 'settle-up-to-highest': state.highestSeq };
      if (journal === undefined || bug === null || !(bug in told)) return [state];
      const seq = Math.min(told[bug as keyof typeof told], journal.seq);
      const digest = rows.entries.get(rowKey(id, seq))?.digest ?? ZERO_DIGEST;
      return [{ ...state, seq, digest }];
    });
    return { ...receipt, journals };
  }

  /** The mistakes of devices that do not see, or not always, that an office was put back. */
  async #afterSettling(before: ReadonlyMap<string, KeptJournalRow>): Promise<void> {
    const { disk, field } = this.#device;
    const { bug } = field.world;
    const isForkedKept = bug === 'forked-is-not-sent-again';
    if (!isForkedKept && bug !== 'ignore-office-that-went-back' && bug !== 'no-new-journal') return;
    await this.#write(() => {
      for (const [id, row] of disk.now.journals) {
        const old = before.get(id);
        const put = (change: Partial<KeptJournalRow>): void =>
          void disk.now.journals.set(id, { ...row, ...change });
        if (bug === 'no-new-journal') put({ isRetired: false });
        else if (old === undefined || receivedCount(old.mark) <= receivedCount(row.mark)) continue;
        else if (!row.mark.forked && !isForkedKept)
          put({ mark: { ...row.mark, seq: old.mark.seq } });
        else if (old.mark.forked && isForkedKept)
          put({ mark: { ...row.mark, extra: old.mark.extra } });
      }
    });
  }

  #rowsOf({ journal, from, count }: Run): readonly EntryRow[] {
    const { entries } = this.#device.disk.rows;
    const seqs = Array.from({ length: count }, (_, i) => from + i);
    return seqs.flatMap((seq) => entries.get(rowKey(journal, seq)) ?? []);
  }

  /** A write of this tab; null when it was aborted. */
  async #write<T>(work: () => T): Promise<T | null> {
    const { disk, field } = this.#device;
    const durability = field.world.bug === 'relaxed-durability' ? 'relaxed' : 'strict';
    try {
      return await disk.write(work, { durability, schema: this.build });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return null;
    }
  }

  #monoMs(): number {
    return this.#device.field.world.nowMs - this.#bornMs;
  }

  #later(delayMs: number, work: Work): void {
    this.#device.field.world.after(delayMs, () => this.#run(work));
  }

  /** A dead tab does nothing, and a frozen one does it later. */
  async #run(work: Work): Promise<void> {
    if (!this.isAlive) return;
    if (this.isFrozen) this.#asleep.push(work);
    else await work();
  }
}

/** What a reader that knows its own list alone takes for no verdict. */
function isLater(verdict: ReadVerdict): boolean {
  return verdict.kind === 'quarantined' && verdict.doubt === 'unknown';
}
