/** The tables as kysely sees them. Columns of `migrations/`, in the same order. */
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Bytes } from '#core/bytes.ts';
import type { Lateness } from '#core/admission.ts';
import type { Category } from '#core/category.ts';
import type { Decided } from '#core/decision.ts';
import type { Grade } from '#core/enrolment.ts';
import type { GatheringKind } from '#core/gathering.ts';
import type { SecurityAct } from '#core/security.ts';
import type { Zone } from '#core/time.ts';
import type { LedgerDoubt } from '#core/doubt.ts';

/** A blob: node:sqlite gives each over a buffer of its own, and takes any. */
type BlobColumn = ColumnType<Bytes, Uint8Array, Uint8Array>;

export interface Tables {
  meta: { name: string; value: string };
  organisers: {
    no: Generated<number>;
    login: string;
    name: string;
    /** Empty once the account is removed. */
    password_hash: string;
    created_at_ms: number;
    locked_at_ms: number | null;
    removed_at_ms: number | null;
  };
  sessions: {
    no: Generated<number>;
    digest: BlobColumn;
    organiser_no: number;
    /** By the wall clock, to be shown. */
    opened_at_ms: number;
    used_at_ms: number;
    /** By the clock that only grows (steady-clock.ts), to end by. */
    opened_steady_ms: number;
    used_steady_ms: number;
    address: string;
    browser: string;
  };
  security_log: {
    no: Generated<number>;
    at_ms: number;
    last_at_ms: number;
    count: Generated<number>;
    act: SecurityAct;
    /** 1 for what anybody at all can cause. */
    is_stranger: number;
    who: string;
    address: string;
    detail: string;
  };
  programmes: {
    no: Generated<number>;
    id: string;
    title: string;
    government: string;
    election: string;
    year: number;
    zone: Zone;
    letterhead: string;
    matrix: string;
    created_at_ms: number;
  };
  pacts: {
    programme_no: number;
    code: string;
    version: number;
    body: BlobColumn;
    digest: BlobColumn;
  };
  agencies: {
    programme_no: number;
    no: number;
    name: string;
    short_name: string;
    kind: string;
    parent_no: number | null;
  };
  signatories: {
    programme_no: number;
    no: number;
    name: string;
    number: string;
    number_kind: string;
    birth_date: string | null;
    rank: string;
    position: string;
    agency_no: number;
    category: Category;
    protocol_order: number;
  };
  rosters: {
    programme_no: number;
    bytes: BlobColumn;
    digest: BlobColumn;
    row_count: number;
    /** The highest number ever given to a person: a number is never given twice. */
    highest_no: number;
    imported_at_ms: number;
  };
  gatherings: {
    no: Generated<number>;
    id: BlobColumn;
    programme_no: number;
    title: string;
    kind: GatheringKind;
    place: string;
    starts_at_ms: number;
    ends_at_ms: number | null;
    zone: Zone;
    organiser: string;
    invites: 'all' | 'listed';
    join_secret: BlobColumn;
    valid_hours: number;
    invitation: BlobColumn;
    created_at_ms: number;
    closed_at_ms: number | null;
    /** How many walk-ins of phones count at most, how many were taken, and the bytes of phones. */
    phone_ceiling: Generated<number>;
    phone_walk_ins: Generated<number>;
    phone_bytes: Generated<number>;
    /** JSON: what stands on posters, papers and screens alone (core/gathering-facts.ts). */
    printed: string;
  };
  replaced_codes: { gathering_no: number; secret: BlobColumn; replaced_at_ms: number };
  invited: { gathering_no: number; signatory_no: number };
  stations: {
    no: Generated<number>;
    gathering_no: number;
    name: string;
    code_digest: BlobColumn;
    expires_at_ms: number;
    journal_no: number | null;
    withdrawn_at_ms: number | null;
  };
  journals: {
    no: Generated<number>;
    id: BlobColumn;
    public_key: BlobColumn;
    gathering_no: number;
    grade: Grade;
    station: string;
    build: string;
    enrolled_at_ms: number;
    withdrawn_at_ms: number | null;
    seq: Generated<number>;
    digest: BlobColumn;
    highest_seq: Generated<number>;
    forked: Generated<number>;
    safe_seq: Generated<number>;
    claimed_seq: Generated<number>;
    claimed_kept: Generated<number>;
    claimed_at_ms: number | null;
    clock_offset_ms: number | null;
    battery: number | null;
    late: Lateness | null;
    decided: Generated<Decided | null>;
  };
  decisions: {
    no: Generated<number>;
    gathering_no: number;
    epoch: number;
    seq: number;
    digest: BlobColumn;
    /** Sealed by the office. */
    bytes: BlobColumn;
  };
  given_up: { journal_no: number; at_ms: number; organiser: string; reason: string };
  batches: {
    no: Generated<number>;
    id: BlobColumn;
    journal_no: number;
    received_at_ms: number;
    first_seq: number;
    entry_count: number;
    frame: BlobColumn;
    seal: BlobColumn;
    /** Places of the run whose bytes are among the strays: JSON of [place, digest as hex]. */
    beside: string | null;
  };
  entries: {
    no: Generated<number>;
    journal_no: number;
    seq: number;
    id: BlobColumn;
    digest: BlobColumn;
    batch_no: number;
    gathering_no: number | null;
    kind: string;
    wall_ms: number;
    signatory_no: number | null;
    /** Bit 1 attended, bit 2 signed; 0 for what is not a signing. */
    acts: number;
    doubt: LedgerDoubt | null;
    revoked: Generated<number>;
    bytes: BlobColumn;
    rules: number;
    decided: Generated<Decided | null>;
  };
  strays: {
    no: Generated<number>;
    journal_no: number;
    seq: number;
    id: BlobColumn;
    digest: BlobColumn;
    batch_no: number;
    place: 'conflict' | 'fork';
    bytes: BlobColumn;
    decided: Generated<Decided | null>;
    revoked: Generated<number>;
  };
  turnout: {
    gathering_no: number;
    agency_no: number;
    category: Category;
    expected: number;
    attended: number;
    signed: number;
    extra_attended: number;
    extra_signed: number;
  };
}

export type ProgrammeRow = Selectable<Tables['programmes']>;
export type GatheringRow = Selectable<Tables['gatherings']>;
export type JournalRow = Selectable<Tables['journals']>;
export type SignatoryRow = Selectable<Tables['signatories']>;
