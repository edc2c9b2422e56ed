/**
 * The database of the device. This is the only file that imports Dexie and names tables. Every
 * write is one strict transaction, and it is done only when the transaction is complete. Older code
 * never writes into a database of a newer schema. A failure of the storage is a fault (a value),
 * not an exception.
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

/** One journal: the head of its chain, and how much of it the office has received. Ids are hex. */
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
  /** When the office last told what it holds of this journal, by its clock. */
  readonly toldMs?: number | undefined;
  /** When the office last answered a batch that this journal sealed, by its clock. */
  readonly spokeMs?: number | undefined;
  /** No entry is added to it any more. Its entries are still sent. */
  readonly isRetired: boolean;
  readonly madeAtMs: number;
  /** How many of its entries were purged. Missing in a row of an earlier build. */
  readonly purgedCount?: number | undefined;
}

/**
 * The keys of a journal. They have their own table, because they do not change with every entry.
 * The private key cannot be exported.
 */
export interface KeyRow {
  readonly journal: string;
  readonly pair: CryptoKeyPair;
  readonly publicKey: Bytes;
}

export interface EntryRow extends EntryLabel {
  readonly journal: string;
  readonly seq: number;
  /** Empty after the purge: then there is nothing to send. */
  readonly bytes: Bytes;
  readonly digest: Bytes;
  readonly gathering: string;
  readonly wallMs: number;
  /** Set after the purge only; before it the id is in the bytes. */
  readonly id?: Bytes;
}

/** The last signing of somebody on the roster: `n:17`. */
export interface SignedRow {
  readonly gathering: string;
  readonly signatory: string;
  readonly wallMs: number;
}

/** What the office set aside, for the steward's list. */
export interface KeptDoubtRow extends EntryLabel {
  readonly journal: string;
  readonly seq: number;
  readonly doubt: ReadDoubt;
}

/** An invitation as it is kept. Read it with `invitationOf`. */
export interface KeptInvitation {
  /** The text. An earlier build reads only this, and a later build may read more in it. */
  readonly invitation: string;
  /**
   * The parsed invitation, and the text it was parsed from. An earlier build does not write this
   * field, and may replace `invitation` without it. So it counts only while both texts are equal.
   */
  readonly parsed?: { readonly text: string; readonly invitation: ReadInvitation };
}

export interface KeptGatheringRow extends KeptInvitation {
  readonly id: string;
  readonly grade: Grade;
  /** The journal that takes its signings. */
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

/** The package of a gathering. The roster is a compressed blob in a table of its own. */
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

/** A batch that was exported to a file, by batch id. Its receipt may come back in a file. */
export interface ExportedRow extends Run {
  readonly batch: string;
  /**
   * The digest of the last entry. A receipt counts only while the entry on the disk still has it.
   */
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
/**
 * A loss of storage: it was cleared, or an older state was put back. An earlier build did not write
 * the optional fields.
 */
export interface LossRow extends Only {
  /** When it was noticed, the last time. */
  readonly atMs: number;
  /** The lost journals that a storage marker named. */
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
 * The version of the meaning of the rows. It grows with every change that older code would misread.
 * Version 2 of the tables only added tables, so it did not grow.
 */
const SCHEMA = 1;

/** A table whose key is journal and sequence. */
export type RunTable<Row> = Table<Row, [string, number]>;

/** The open database. */
export class Db extends Dexie {
  declare readonly journals: Table<KeptJournalRow, string>;
  declare readonly keys: Table<KeyRow, string>;
  declare readonly entries: RunTable<EntryRow>;
  declare readonly signed: Table<SignedRow, [string, string]>;
  declare readonly doubts: RunTable<KeptDoubtRow>;
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
  /** The reopening that is under way. All callers wait for the same one. */
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

  /**
   * Runs work that may be repeated. If the connection was lost, it reopens the database and runs
   * the work once more.
   */
  async revived<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#isOver || troubleOf(error) !== 'broken') throw error;
      await this.reopen();
      return work();
    }
  }

  /** Closes for good. Work that still runs must not open the database again. */
  end(): void {
    this.#isOver = true;
    this.close();
  }

  /** Reopens the connection. A browser may close it at any time, and then every request fails. */
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

/** What a storage error means; null for an error of our own. */
export function troubleOf(error: unknown): StorageTrouble | null {
  let worst: StorageTrouble | null = null;
  // An error at commit has its cause inside, and the cause is more exact.
  for (let inner = error; inner instanceof Error || isNamed(inner); inner = innerOf(inner)) {
    const trouble = TROUBLES.get(inner.name) ?? null;
    if (trouble !== null && (worst === null || worst === 'broken')) worst = trouble;
  }
  return worst;
}

/**
 * Runs work on the storage. A failure of the storage becomes a fault; an error of our own is still
 * thrown.
 */
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
