/**
 * The database of the device: the only file that knows Dexie and names tables. The rules:
 * every write is one strict transaction, done when it is complete and not before; older code never
 * writes into a newer database; a failure of the storage is a value, with what to do about it.
 */
import { Dexie, type Table } from 'dexie';
import type { Bytes } from '#core/bytes.ts';
import type { Grade } from '#core/enrolment.ts';
import { type FaultCode, type Result, bad, good } from '#core/fault.ts';
import type { ReadInvitation } from '#core/invitation.ts';
import type { ReadPackage } from '#core/package.ts';
import type { ReadDoubt } from '#core/verdict.ts';
import type { Carried, EntryLabel, RecitalTurn, SigningDraft } from '../device.ts';
import { DATABASE_NAME } from './storage-marker.ts';
import type { ReceivedMark, Run } from './watermark.ts';

/** One journal: where its chain stands, and how far the office has it. Ids are hex. */
export interface KeptJournalRow {
  readonly id: string;
  /** The office knows a journal by the gathering and grade it was enrolled for. */
  readonly gathering: string;
  readonly grade: Grade;
  /** What it enrols with: the join secret, or the one-time code of a station. */
  readonly secret: Bytes;
  readonly grant: {
    readonly token: Bytes;
    readonly station: string;
    /** Why the office admitted it late; not there when it was in time, or by an earlier build. */
    readonly late?: string | undefined;
  } | null;
  readonly seq: number;
  readonly digest: Bytes;
  readonly mark: ReceivedMark;
  /** When, by the office's clock, it last told what it holds of this journal. */
  readonly toldMs?: number | undefined;
  /** When, by the office's clock, it last answered something that this journal sealed. */
  readonly spokeMs?: number | undefined;
  /** Nothing is ever added to it again; what it has is still sent. */
  readonly isRetired: boolean;
  readonly madeAtMs: number;
  /** How many of its entries were purged; what is not there yet was written by an earlier build. */
  readonly purgedCount?: number | undefined;
}

/**
 * The keys of a journal, apart from what changes with every entry. The private one never leaves.
 */
export interface KeyRow {
  readonly journal: string;
  readonly pair: CryptoKeyPair;
  readonly publicKey: Bytes;
}

export interface EntryRow extends EntryLabel {
  readonly journal: string;
  readonly seq: number;
  /** Empty once it is purged: then there is nothing to send. */
  readonly bytes: Bytes;
  readonly digest: Bytes;
  readonly gathering: string;
  readonly wallMs: number;
  /** Only of what is purged: else it is in the bytes. */
  readonly id?: Bytes;
}

/** The last signing of somebody on the roster: `n:17`. */
export interface SignedRow {
  readonly gathering: string;
  readonly signatory: string;
  readonly wallMs: number;
}

/** What the office set aside, for the steward's list. */
export interface DoubtRow extends EntryLabel {
  readonly journal: string;
  readonly seq: number;
  readonly doubt: ReadDoubt;
}

/** An invitation as it is kept: read it with invitationOf. */
export interface KeptInvitation {
  /** As text. An earlier build reads nothing else, and a later one may read more in it. */
  readonly invitation: string;
  /**
   * What it says, and the text that said so: an earlier build knows nothing of this, and may write
   * a row without it or put another text beside it.
   */
  readonly parsed?: { readonly text: string; readonly invitation: ReadInvitation };
}

export interface KeptGatheringRow extends KeptInvitation {
  readonly id: string;
  readonly grade: Grade;
  /** Where its signings go now. */
  readonly journal: string;
  /** When the organiser closed it, as the office last said; null or not there: it was not. */
  readonly closedAtMs?: number | null;
  /** The last recital that was begun here. */
  readonly recital?: RecitalRow | undefined;
}

/** A recital, and the digest of the text that was on the screen. */
export interface RecitalRow extends RecitalTurn {
  readonly text: Bytes;
}

/** The package of a gathering, kept whole; the roster apart, as a compressed blob. */
export interface PackageRow {
  readonly gathering: string;
  readonly etag: string;
  readonly info: Omit<ReadPackage, 'roster'>;
  readonly rosterCount: number;
}

export interface KeptRosterRow {
  readonly gathering: string;
  readonly blob: Bytes;
  readonly isGzip: boolean;
  /** Of the bytes before compression. */
  readonly digest: Bytes;
}

export interface DraftRow {
  readonly id: string;
  readonly gathering: string;
  readonly draft: SigningDraft;
}

/** A batch that was written to a file: its receipt may come back the same way. By batch id. */
export interface ExportedRow extends Run {
  readonly batch: string;
  /** Of the last entry: the receipt is of these bytes and of no others. */
  readonly digest: Bytes;
}

/** By the digest of its bytes. */
export type CarriedRow = Carried;

/** The bytes of a parcel, apart because they are many; and the file of receipts that goes back. */
export interface FreightRow {
  readonly id: string;
  readonly bytes: Bytes;
  readonly answer: Bytes | null;
}

/** Tables that hold one row. */
interface Only {
  readonly only: 1;
}

export interface FenceRow extends Only {
  readonly schema: number;
}
export interface CurrentRow extends Only {
  readonly gathering: string;
}
export interface OfficeRow extends Only {
  readonly name: string;
  readonly publicKeys: readonly Bytes[];
  /** Office clock minus device clock when it was pinned; an earlier build did not note it. */
  readonly offsetMs?: number;
}
export interface ContactRow extends Only {
  readonly atMs: number;
  readonly offsetMs: number;
}
/** Storage that was cleared or put back. What is not there yet was written by an earlier build. */
export interface LossRow extends Only {
  /** When it was noticed, the last time. */
  readonly atMs: number;
  /** The journals that were in it, as far as a trace beside the database tells. */
  readonly lost?: readonly LostJournal[];
  /** How many of them the office was told of. */
  readonly toldCount?: number;
  readonly isRead?: boolean;
}
export interface LostJournal {
  readonly journal: string;
  /** It had entries up to `seq`; those up to `heldSeq` are still there. */
  readonly heldSeq: number;
  readonly seq: number;
}
export interface ProbeRow extends Only {
  readonly atMs: number;
}
export interface ReserveRow extends Only {
  readonly blob: Blob;
}

/**
 * What the rows mean. Raised with every change that older code would misread. Version 2 of the
 * tables is not one: it only stands beside what was there.
 */
const SCHEMA = 1;

/** A table whose rows stand in the order of journals. */
export type RunTable<Row> = Table<Row, [string, number]>;

/** The open database. */
export class Db extends Dexie {
  declare readonly journals: Table<KeptJournalRow, string>;
  declare readonly keys: Table<KeyRow, string>;
  declare readonly entries: RunTable<EntryRow>;
  declare readonly signed: Table<SignedRow, [string, string]>;
  declare readonly doubts: RunTable<DoubtRow>;
  declare readonly gatherings: Table<KeptGatheringRow, string>;
  declare readonly packages: Table<PackageRow, string>;
  declare readonly rosters: Table<KeptRosterRow, string>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly exported: Table<ExportedRow, string>;
  declare readonly carried: Table<CarriedRow, string>;
  declare readonly freight: Table<FreightRow, string>;
  declare readonly fence: Table<FenceRow, 1>;
  declare readonly current: Table<CurrentRow, 1>;
  declare readonly office: Table<OfficeRow, 1>;
  declare readonly contact: Table<ContactRow, 1>;
  declare readonly loss: Table<LossRow, 1>;
  declare readonly probe: Table<ProbeRow, 1>;
  declare readonly reserve: Table<ReserveRow, 1>;
  /** Whoever finds the connection dead waits for the same new one. */
  #reopening: Promise<void> | null = null;
  #isOver = false;

  constructor() {
    super(DATABASE_NAME, { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({
      journals: 'id',
      keys: 'journal',
      entries: '[journal+seq]',
      signed: '[gathering+signatory]',
      doubts: '[journal+seq]',
      gatherings: 'id',
      packages: 'gathering',
      rosters: 'gathering',
      drafts: 'id',
      fence: 'only',
      current: 'only',
      office: 'only',
      contact: 'only',
      loss: 'only',
      probe: 'only',
      reserve: 'only',
    });
    this.version(2).stores({ exported: 'batch', carried: 'id', freight: 'id' });
    this.on('populate', () => {
      void this.fence.add({ only: 1, schema: SCHEMA }); // the upgrade transaction waits for it
    });
  }

  /**
   * One strict transaction. Resolves when it is complete, rejects when it aborts, even at commit.
   */
  async write<T>(tables: readonly Table[], work: () => Promise<T>): Promise<T> {
    return this.transaction('rw', [this.fence, ...tables], async () => {
      const fence = await this.fence.get(1);
      if (fence !== undefined && fence.schema > SCHEMA) throw new NewerDatabaseError();
      return work();
    });
  }

  /** One consistent view. */
  async read<T>(tables: readonly Table[], work: () => Promise<T>): Promise<T> {
    return this.revived(() => this.transaction('r', [...tables], work));
  }

  /** Work that may be done twice: on a connection that died it is done again on a new one. */
  async revived<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#isOver || troubleOf(error) !== 'broken') throw error;
      await this.reopen();
      return work();
    }
  }

  /** Closes for good: what still runs must not open it again under a newer build. */
  end(): void {
    this.#isOver = true;
    this.close();
  }

  /** Opens a connection anew: a browser may close it under us, and then answers nothing good. */
  reopen(): Promise<void> {
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = null;
    });
    return this.#reopening;
  }

  async #reopen(): Promise<void> {
    this.close({ disableAutoOpen: this.#isOver });
    if (!this.#isOver) await this.open();
  }
}

class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/** What went wrong with the storage. */
export type StorageTrouble = 'full' | 'broken' | 'newer' | 'missing';

const TROUBLES: ReadonlyMap<string, StorageTrouble> = new Map([
  ['QuotaExceededError', 'full'],
  ['NewerDatabaseError', 'newer'],
  ['MissingAPIError', 'missing'],
  ['AbortError', 'broken'],
  ['DatabaseClosedError', 'broken'],
  ['InvalidStateError', 'broken'],
  ['NotFoundError', 'broken'],
  ['OpenFailedError', 'broken'],
  ['SecurityError', 'missing'],
  ['TimeoutError', 'broken'],
  ['TransactionInactiveError', 'broken'],
  ['UnknownError', 'broken'],
  ['PrematureCommitError', 'broken'],
]);

const FAULT_OF: Readonly<Record<StorageTrouble, FaultCode>> = {
  full: 'storage-full',
  broken: 'storage-failed',
  newer: 'storage-failed',
  missing: 'storage-missing',
};

/** The trouble behind an error of the database; null when the error is a bug of ours. */
export function troubleOf(error: unknown): StorageTrouble | null {
  let worst: StorageTrouble | null = null;
  // An abort at commit wraps its cause, and the cause says more.
  for (let inner = error; inner instanceof Error || isNamed(inner); inner = innerOf(inner)) {
    const trouble = TROUBLES.get(inner.name) ?? null;
    if (trouble !== null && (worst === null || worst === 'broken')) worst = trouble;
  }
  return worst;
}

/** Runs a piece of storage work; what the storage does to us is a fault, a bug still throws. */
export async function tryStorage<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return good(await work());
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return bad(FAULT_OF[trouble], `${trouble}: ${String(error)}`);
  }
}

function isNamed(error: unknown): error is { readonly name: string } {
  return typeof error === 'object' && error !== null && 'name' in error;
}

function innerOf(error: object): unknown {
  return 'inner' in error && error.inner !== error ? error.inner : undefined;
}
