/**
 * The device as the screens see it: values to watch, and verbs. This file has types only, and
 * imports no other file of this folder, so that every other file may import it.
 */
import type { Bytes } from '#core/bytes.ts';
import type { ReadRule } from '#core/category.ts';
import type { Grade, OfficeCard } from '#core/enrolment.ts';
import type { Acts, EntryBody, IdentifiedBy, Signatory } from '#core/entry.ts';
import type { Fault, Result } from '#core/fault.ts';
import type { ReadGathering } from '#core/gathering.ts';
import type { Ink } from '#core/ink.ts';
import type { UncheckedInvitation } from '#core/invitation.ts';
import type { Pact } from '#core/pact.ts';
import type { Identity } from '#core/pact-identity.ts';
import type { RecitalText } from '#core/recital.ts';
import type { Agency, RosterRow } from '#core/roster.ts';
import type { ReadDoubt } from '#core/verdict.ts';

/** A value that can be watched. Watchers are called after the change is on the disk. */
export interface Live<T> {
  get(): T;
  /** Calls back on every change, until the returned function is called. */
  watch(changed: (value: T) => void): () => void;
}

/** The part of an office's card that is pinned. */
export interface OfficeKeys extends Pick<OfficeCard, 'name' | 'publicKeys'> {
  /** Office clock minus device clock when the card came. */
  readonly offsetMs: number;
}

/** A gathering whose QR was read and checked, before joining. */
export interface Offer {
  readonly gathering: ReadGathering;
  readonly grade: Grade;
  /** The name in the office's card. */
  readonly officeName: string;
  /** The invitation as it was read; joining checks it again. */
  readonly invitation: UncheckedInvitation;
  /**
   * The card that it was checked with; joining pins its keys. Null when they are pinned already.
   */
  readonly card: OfficeKeys | null;
}

/** A gathering this device works for. */
export interface Joined {
  readonly gathering: ReadGathering;
  readonly grade: Grade;
  readonly station: string;
  /** The office has given permission. Without it entries are kept, and are not sent. */
  readonly enrolled: boolean;
  /** Why the office admitted it late (core/admission.ts, or a later reason); null: in time. */
  readonly late: string | null;
  /** The filled pacts; null while a custom text was not fetched yet. */
  readonly pacts: readonly Pact[] | null;
  readonly matrix: readonly ReadRule[];
  /** The text of the recital; null until the office has sent it. No QR has its digest. */
  readonly recital: RecitalText | null;
  /** People on the roster kept here; 0 on an own phone. */
  readonly rosterCount: number;
}

/** Where sending stands. */
export type SendPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | {
      readonly kind: 'waiting';
      readonly untilMs: number;
      readonly why: 'offline' | 'noise' | 'office' | 'device';
    }
  | { readonly kind: 'permission' }
  | { readonly kind: 'outdated' };

/** The counts that every screen shows. They count entries of all journals of this device. */
export interface DeviceStatus {
  readonly madeCount: number;
  /** Entries in the journal that this device now writes for its gathering. */
  readonly journalCount: number;
  readonly receivedCount: number;
  /**
   * Also open: entries received but not confirmed since a restore of the office, and parcels of
   * other devices.
   */
  readonly openCount: number;
  /** Entries that are cooling down after they failed alone. */
  readonly coolingCount: number;
  readonly phase: SendPhase;
  /** The browser promised not to evict the storage; null while this is not known. */
  readonly persistent: boolean | null;
  /**
   * The storage was cleared or put back, and nobody has confirmed having read so, or the office was
   * not told yet.
   */
  readonly storageWasLost: boolean;
}

/** Someone of the roster, with the agency and what it is part of, in words and one by one. */
export interface Listed {
  readonly row: RosterRow;
  readonly unit: string;
  /** Their agency, and those above it. */
  readonly agencies: readonly Agency[];
}

/** Someone found on the roster. */
export interface Found extends Listed {
  /** The last kept signing of this person on this device; null when there is none. */
  readonly signedAtMs: number | null;
}

/** A signing in progress. It survives a reload, and is deleted when it is kept or dropped. */
export interface SigningDraft {
  readonly signatory: Signatory;
  readonly identifiedBy: IdentifiedBy;
  /** Fills the text of the pact. Missing in a draft of an earlier build. */
  readonly identity?: Identity;
  readonly acts: Acts;
  readonly assisted: boolean;
  readonly represents: string;
  /** Null until the first stroke. */
  readonly ink: Ink | null;
}

/**
 * A kept signing: its strict transaction is complete, and it was read back. Only now may a tick be
 * shown.
 */
export interface KeptSigning {
  readonly entry: Bytes;
  /** Its journal and its place there: a device may have a journal for each gathering. */
  readonly journal: string;
  readonly seq: number;
  readonly keptAtMs: number;
}

/** How an entry is listed. */
export interface EntryLabel {
  /** The name of the person; empty for an entry that nobody signed, and after the purge. */
  readonly name: string;
  /** Missing in a row of an earlier build: then it is a signing, or a note if the name is empty. */
  readonly kind?: EntryBody['kind'] | undefined;
}

/** One line of the steward's list of what this device made. */
export interface MadeEntry extends EntryLabel {
  readonly journal: string;
  readonly seq: number;
  readonly wallMs: number;
  readonly state: 'kept' | 'received' | 'safe' | 'purged';
}

/** A file to be given to somebody. */
export interface HandFile {
  readonly name: string;
  readonly bytes: Bytes;
}

/** What is in files that hold everything that the office has not received. */
export interface Exported {
  readonly files: readonly HandFile[];
  readonly entryCount: number;
  readonly gatherings: readonly { readonly title: string; readonly entryCount: number }[];
}

/** A parcel of another device that is kept here until the office has it. */
export interface Carried {
  readonly id: string;
  /** As the file says; empty for a phone. */
  readonly station: string;
  readonly madeAtMs: number;
  readonly entryCount: number;
  readonly keptAtMs: number;
  /** When the office answered; null before. */
  readonly answeredAtMs: number | null;
  /** Batches that the office did not take. */
  readonly refusedCount: number;
}

/** What is carried, and where bringing it to the office stands. */
export interface Carrying {
  readonly parcels: readonly Carried[];
  readonly phase: 'idle' | 'sending' | 'offline' | 'office' | 'permission';
}

/** What a chosen file was, and what came of it. */
export type TakenFile =
  /** A parcel of another device, kept; or kept before. */
  | { readonly kind: 'carried'; readonly carried: Carried; readonly isNew: boolean }
  /** A parcel that this very device made. */
  | { readonly kind: 'own' }
  /** Receipts of parcels of this device. The counts are of entries. */
  | {
      readonly kind: 'receipts';
      readonly receivedCount: number;
      /** The office says that it no longer holds them: they wait again. */
      readonly returnedCount: number;
      /** Batches that the office did not take. */
      readonly refusedCount: number;
      /** Some of it is older than what the office said since, and changed nothing. */
      readonly isOld: boolean;
    }
  /** Receipts of another device's parcel. */
  | { readonly kind: 'not-ours' };

/** How an attempt to leave ended. */
export type Parting =
  { readonly kind: 'done' } | { readonly kind: 'refused'; readonly obstacles: readonly Reason[] };

/** Why a device is not done; the counts are of entries, but of parcels that are carried. */
export type Reason =
  | { readonly kind: 'alarm' | 'writing' }
  | { readonly kind: 'reciting'; readonly reciting: Reciting }
  | { readonly kind: 'waiting' | 'unsendable' | 'unconfirmed' | 'carried'; readonly n: number };

/** What is on a device, read from its disk in one view. All counts are of entries. */
export interface Inventory {
  readonly madeCount: number;
  readonly receivedCount: number;
  /** In every retained backup of the office. */
  readonly safeCount: number;
  /** Received before a restore of the office, which has not yet said that it still holds them. */
  readonly unconfirmedCount: number;
  /** Ink and name are gone from here; the office said before that every backup holds them. */
  readonly purgedCount: number;
  /** Purged entries that the office says it no longer holds. Nobody can send them again. */
  readonly unsendableCount: number;
  /** Parcels of others that the office has not taken. */
  readonly carriedCount: number;
  /** There is ink of a signing that is not kept, on the disk or on the screen of any tab. */
  readonly isWriting: boolean;
  /** The recitals that were begun and are not kept yet, in whichever gathering. */
  readonly reciting: readonly Reciting[];
  /** Received, but set aside by the office until the organiser decides; not all, if many. */
  readonly doubted: readonly (EntryLabel & {
    readonly journal: string;
    readonly seq: number;
    readonly doubt: ReadDoubt;
  })[];
  readonly doubtedCount: number;
  /** When the last good receipt came, by this device's clock; null before the first. */
  readonly lastContactMs: number | null;
  /** Office clock minus device clock at the last contact. */
  readonly clockOffsetMs: number | null;
  readonly loss: SeenLoss | null;
}

/** A recital that was begun and is not kept yet. */
export interface Reciting {
  /** The id of its gathering. */
  readonly gathering: string;
  readonly title: string;
  /** The device works for this gathering now. */
  readonly isHere: boolean;
}

/** Storage that was cleared or put back under this device. */
export interface SeenLoss {
  readonly atMs: number;
  /** The largest number of entries that may be lost; null when there was no storage marker. */
  readonly entryCount: number | null;
  readonly isRead: boolean;
  /** The note about it is kept, and goes to the office like a signature. */
  readonly isTold: boolean;
  /** So many of the entries made here are such notes, and no signatures. */
  readonly noteCount: number;
}

/** The joint oath as this station last recorded it. By the device's clock. */
export interface RecitalTurn {
  readonly leader: string;
  readonly fromMs: number;
  /** Null while it is being read. */
  readonly toMs: number | null;
}

/** The recitals of the gathering in use on a station; one at a time. */
export interface Recitals {
  /** Null before the first. */
  last(): Promise<Result<RecitalTurn | null>>;
  /**
   * Notes that it begins; again while one is read changes nothing. Faults: not-permitted, not-found
   * (no text here), storage-….
   */
  begin(leader: string): Promise<Result<RecitalTurn>>;
  /** Forgets the one that was begun in a gathering, whether or not the device still works there. */
  cancel(gathering: string): Promise<Result<void>>;
  /** Keeps it as an entry, once, however often it is asked. A fault leaves it begun. */
  finish(): Promise<Result<RecitalTurn>>;
}

/** What a steward does by hand; its code is loaded when it is asked for. */
export interface Steward {
  /** What is on this device now. */
  inventory(): Promise<Result<Inventory>>;
  /**
   * When the organiser closed the gathering, by the last answer of the office; null while it is
   * open.
   */
  closedAtMs(): Promise<Result<number | null>>;
  /** Asks the office whether it is closed: `now`, or only if that was not asked lately. */
  hearClosing(when: 'now' | 'again'): Promise<void>;
  /** Somebody has read that storage was lost. */
  confirmLoss(): Promise<Result<void>>;
  readonly recitals: Recitals;
  readonly carrying: Live<Carrying>;
  /** Writes what is not received to files. It is received only when its receipts say so. */
  exportAll(): Promise<Result<Exported>>;
  /** Takes a file that somebody brought. A file that is no good changes nothing. */
  take(file: Blob): Promise<Result<TakenFile>>;
  /** Brings what is carried to the office now, whatever the backoff says. */
  deliverNow(): void;
  /** The file of receipts for the device that made a parcel. */
  answerTo(id: string): Promise<Result<HandFile>>;
  /** Forgets a parcel that the office has answered. */
  drop(id: string): Promise<Result<void>>;
  /** Works for no gathering any more; all that was made stays on the disk. */
  leave(): Promise<Result<Parting>>;
  /** Removes everything from this device. */
  empty(): Promise<Result<Parting>>;
}

/** The verbs of a device. */
export interface Device {
  readonly status: Live<DeviceStatus>;
  readonly joined: Live<Joined | null>;

  /** Reads a scanned, opened, typed or pasted text and checks its seal. Stores nothing. */
  readInvitation(text: string): Promise<Result<Offer>>;
  /** Works for the gathering from now on; permission and package follow with the network. */
  join(offer: Offer): Promise<Result<Joined>>;
  /** Asks the office again for permission and package. */
  prepare(): Promise<Result<Joined>>;

  /** Nobody before something is typed: `digits` is DDMMYYYY or its beginning, at least four. */
  findByBirthDate(digits: string): Promise<readonly Found[]>;
  findByName(query: string): Promise<readonly Found[]>;
  findInAgency(agency: number, query: string): Promise<readonly Found[]>;
  agencies(): Promise<readonly Agency[]>;

  loadDraft(): Promise<SigningDraft | null>;
  saveDraft(draft: SigningDraft): Promise<Result<void>>;
  dropDraft(): Promise<void>;

  /** Makes the entry and keeps it. A fault leaves the draft and the ink as they are. */
  keep(draft: SigningDraft): Promise<Result<KeptSigning>>;
  made(most: number): Promise<readonly MadeEntry[]>;

  /** Tries now, whatever the backoff says. */
  sendNow(): void;
  steward(): Promise<Result<Steward>>;
  /** Stops timers and closes the database. */
  close(): void;
}

/** The state of opening a device. */
export type Opening =
  /** It is not known yet whether data of an earlier visit is here. */
  | { readonly kind: 'looking' }
  /**
   * No data of an earlier visit is here. A signing may begin; it is kept when the storage is open.
   */
  | { readonly kind: 'ahead' }
  | { readonly kind: 'open' }
  /** The storage cannot be opened, so nothing can be kept. */
  | { readonly kind: 'failed'; readonly fault: Fault };

/** A device that can be used before its storage is open. */
export interface ColdStartDevice extends Device {
  readonly opening: Live<Opening>;
}
