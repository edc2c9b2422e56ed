/** The ledger's hot SQL, prepared once, with the rows it reads turned into values. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Lateness } from '#core/admission.ts';
import { assert } from '#core/assert.ts';
import { type Batch, parseBatch } from '#core/batch.ts';
import { type Bytes, fromHex } from '#core/bytes.ts';
import type { Category } from '#core/category.ts';
import type { Decided } from '#core/decision.ts';
import { type ReadEntry, parseEntry } from '#core/entry.ts';
import type { Head } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { prepareFacts } from './ledger-facts.ts';
import { prepareStrays } from './strays.ts';

/** An entry that stands in a place of a journal. */
export interface PlacedEntry {
  readonly digest: Bytes;
  readonly bytes: Bytes;
}

/** A revocation whose target has not come yet. */
export interface Untargeted {
  readonly no: number;
  readonly target: Bytes;
  readonly read: ReadEntry;
  /** True for one of the journal that is written. Of another's, those that were accepted. */
  readonly isOwn: boolean;
  /** What is decided of it, and of its device. */
  readonly decided: { readonly entry: Decided | null; readonly device: Decided | null };
}

/** The columns of a new entry, in the order of the statement. */
export type EntryColumns = readonly [
  journalNo: number,
  seq: number,
  id: Bytes,
  digest: Bytes,
  batchNo: number,
  gatheringNo: number | null,
  kind: string,
  wallMs: number,
  signatoryNo: number | null,
  acts: number,
  doubt: string | null,
  bytes: Bytes,
  rules: number,
];

/** A statement costs nearly as much as a row: more at once gain little. */
export const WRITTEN_AT_ONCE = 10;

export type LedgerStatements = ReturnType<typeof prepareLedger>;

export function prepareLedger(sqlite: DatabaseSync) {
  return {
    ...prepareReads(sqlite),
    ...prepareWrites(sqlite),
    ...prepareInsert(sqlite),
    ...prepareTurnout(sqlite),
    ...prepareStrays(sqlite),
  };
}

/** Adds entries; one whose place or id is taken is left out. */
function prepareInsert(sqlite: DatabaseSync) {
  const insert = (count: number): StatementSync =>
    sqlite.prepare(`
      insert or ignore into entries (journal_no, seq, id, digest, batch_no, gathering_no, kind,
        wall_ms, signatory_no, acts, doubt, bytes, rules)
      values ${rowsOf(count, 13)}`);
  const one = insert(1);
  const many = insert(WRITTEN_AT_ONCE);
  const placed = sqlite.prepare(
    'select no, batch_no from entries where journal_no = ? and seq = ?',
  );
  return {
    /** The number of each row that was added, null for the others. At most WRITTEN_AT_ONCE. */
    insertEntries(rows: readonly EntryColumns[]): readonly (number | null)[] {
      if (rows.length < WRITTEN_AT_ONCE) {
        return rows.map((values) => {
          const { changes, lastInsertRowid } = one.run(...values);
          return changes === 1 ? Number(lastInsertRowid) : null;
        });
      }
      const { changes, lastInsertRowid } = many.run(...joined(rows));
      const before = Number(lastInsertRowid) - rows.length;
      if (changes === rows.length) return rows.map((_, i) => before + 1 + i);
      return rows.map(([journalNo, seq, , , batchNo]) => {
        const held = placed.get(journalNo, seq);
        return held?.['batch_no'] === batchNo ? Number(held['no']) : null;
      });
    },
  };
}

function prepareWrites(sqlite: DatabaseSync) {
  return {
    insertBatch: sqlite.prepare(`
      insert into batches (no, id, journal_no, received_at_ms, first_seq, entry_count, frame, seal,
        beside)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    insertStray: sqlite.prepare(`
      insert or ignore into strays (journal_no, seq, id, digest, batch_no, place, bytes)
      values (?, ?, ?, ?, ?, ?, ?)`),
    setRevoked: sqlite.prepare('update entries set revoked = ? where no = ?'),
    setDoubt: sqlite.prepare('update entries set doubt = ? where no = ?'),
    notePhone: sqlite.prepare(`
      update gatherings set phone_walk_ins = phone_walk_ins + ?, phone_bytes = phone_bytes + ?
      where no = ?`),
    moveHead: sqlite.prepare(`
      update journals set seq = ?, digest = ?, highest_seq = max(highest_seq, ?),
        forked = max(forked, ?)
      where no = ?`),
    noteClaim: sqlite.prepare(`
      update journals set claimed_seq = max(claimed_seq, ?), claimed_kept = ?, claimed_at_ms = ?,
        clock_offset_ms = ?, battery = ?, build = ?
      where no = ?`),
    // Heard when it was sealed, by the device's clock as far as that is known; never after now.
    // A clock that is ahead of now is wrong, and tells nothing.
    noteCarriedClaim: sqlite.prepare(`
      update journals set claimed_seq = max(claimed_seq, :seq),
        claimed_kept = iif(heard > coalesce(claimed_at_ms, -1), :kept, claimed_kept),
        build = iif(heard > coalesce(claimed_at_ms, -1), :build, build),
        claimed_at_ms = iif(heard > coalesce(claimed_at_ms, -1), heard, claimed_at_ms)
      from (
        select iif(sealed > :now + ${LIMITS.clockDriftWarnMs}, null, min(:now, sealed)) as heard
        from (
          select max(0, :device + coalesce(clock_offset_ms, 0)) as sealed
          from journals where no = :journal
        )
      )
      where no = :journal`),
  };
}

/** The columns of a change of the turnout, in the order of the statement. */
export type TurnoutColumns = readonly [
  gatheringNo: number,
  agencyNo: number,
  category: Category,
  attended: number,
  signed: number,
  extraAttended: number,
  extraSigned: number,
];

function prepareTurnout(sqlite: DatabaseSync) {
  const add = (count: number): StatementSync =>
    sqlite.prepare(`
      insert into turnout (gathering_no, agency_no, category, attended, signed, extra_attended,
        extra_signed)
      values ${rowsOf(count, 7)}
      on conflict do update set attended = attended + excluded.attended,
        signed = signed + excluded.signed,
        extra_attended = extra_attended + excluded.extra_attended,
        extra_signed = extra_signed + excluded.extra_signed`);
  const one = add(1);
  const many = add(WRITTEN_AT_ONCE);
  return {
    addTurnout(rows: readonly TurnoutColumns[]): void {
      const whole = rows.length - (rows.length % WRITTEN_AT_ONCE);
      for (let from = 0; from < whole; from += WRITTEN_AT_ONCE) {
        many.run(...joined(rows.slice(from, from + WRITTEN_AT_ONCE)));
      }
      for (const row of rows.slice(whole)) one.run(...row);
    },
  };
}

/** The values of rows one after another; `flat` takes thrice as long. */
function joined<T>(rows: readonly (readonly T[])[]): readonly T[] {
  const values: T[] = [];
  for (const row of rows) values.push(...row);
  return values;
}

/** `(?, ?), (?, ?)` is two rows of two columns. */
function rowsOf(rowsCount: number, columnsCount: number): string {
  const row = `(${Array.from({ length: columnsCount }, () => '?').join(', ')})`;
  return Array.from({ length: rowsCount }, () => row).join(', ');
}

function prepareReads(sqlite: DatabaseSync) {
  const held = sqlite.prepare(
    'select id, station, seq, digest, late, decided from journals where no = ?',
  );
  const phones = sqlite.prepare('select phone_walk_ins, phone_bytes from gatherings where no = ?');
  const journal = sqlite.prepare(
    'select no, seq, digest, highest_seq, forked, safe_seq from journals where id = ?',
  );
  const withdrawn = sqlite.prepare(
    'select 1 from journals where no = ? and withdrawn_at_ms is not null',
  );
  const lastBatch = sqlite.prepare('select max(no) as no from batches');
  const under = sqlite.prepare(
    'select no, digest, bytes from entries where id = ? and journal_no = ?',
  );
  const beyond = sqlite.prepare(`
    select seq from entries where journal_no = :journal and seq > :seq
    union
    select seq from strays where journal_no = :journal and seq > :seq and place = 'conflict'
    order by seq`);
  return {
    ...prepareFacts(sqlite),
    ...prepareEvidence(sqlite),
    untargeted: untargetedReader(sqlite),
    entryAt: entryAtReader(sqlite),
    conflictAt: conflictAtReader(sqlite),
    nextBatchNo: () => Number(lastBatch.get()?.['no'] ?? 0) + 1,
    isWithdrawn: (journalNo: number) => withdrawn.get(journalNo) !== undefined,
    /** What the office holds of a journal, and what it decided of its device. */
    heldOf(journalNo: number) {
      const row = held.get(journalNo);
      assert(row !== undefined, 'the journal is enrolled');
      return {
        id: bytesOf(row, 'id'),
        station: String(row['station']),
        head: { seq: Number(row['seq']), digest: bytesOf(row, 'digest') } satisfies Head,
        late: row['late'] as Lateness | null, // written by enrolment.ts alone
        decided: row['decided'] as Decided | null, // written by decisions.ts alone
      };
    },
    /** What phones have brought to a gathering: walk-ins that were not doubted, and bytes. */
    phonesOf(gatheringNo: number) {
      const row = phones.get(gatheringNo);
      assert(row !== undefined, 'a journal is enrolled for a gathering');
      return { walkIns: Number(row['phone_walk_ins']), bytes: Number(row['phone_bytes']) };
    },
    journalOf(id: Bytes) {
      const row = journal.get(id);
      if (row === undefined) return null;
      return {
        no: Number(row['no']),
        seq: Number(row['seq']),
        digest: bytesOf(row, 'digest'),
        highestSeq: Number(row['highest_seq']),
        forked: row['forked'] === 1,
        safeSeq: Number(row['safe_seq']),
      };
    },
    /** The entry that a journal holds under an id. */
    heldUnder(id: Bytes, journalNo: number) {
      const row = under.get(id, journalNo);
      if (row === undefined) return null;
      return {
        no: Number(row['no']),
        digest: bytesOf(row, 'digest'),
        bytes: bytesOf(row, 'bytes'),
      };
    },
    seqsBeyond: (journalNo: number, seq: number) =>
      beyond.all({ journal: journalNo, seq }).map((row) => Number(row['seq'])),
  };
}

/** Revocations whose target has not come yet: of a journal, and what was accepted of others. */
function untargetedReader(sqlite: DatabaseSync) {
  const untargeted = sqlite.prepare(`
    select entries.no, entries.bytes, entries.journal_no, entries.decided,
      journals.decided as device_decided
    from entries indexed by entries_untargeted join journals on journals.no = entries.journal_no
    where entries.doubt = 'unknown-target' and entries.gathering_no = ?
      and (entries.journal_no = ? or entries.decided = 'accepted')`);
  return (gatheringNo: number, journalNo: number): readonly Untargeted[] =>
    untargeted.all(gatheringNo, journalNo).map((row) => {
      const read = parseEntry(bytesOf(row, 'bytes'));
      assert(read.ok && read.value.body.ok, 'a revocation is readable');
      const body = read.value.body.value;
      assert(body.kind === 'revocation', 'only a revocation waits for a target');
      return {
        no: Number(row['no']),
        target: body.target,
        read: read.value,
        isOwn: row['journal_no'] === journalNo,
        decided: {
          entry: row['decided'] as Decided | null, // ledger-recount.ts writes both
          device: row['device_decided'] as Decided | null,
        },
      };
    });
}

/** Reads of what proves a batch: its frame, and its entries wherever they stand. */
function prepareEvidence(sqlite: DatabaseSync) {
  const frame = sqlite.prepare(
    'select journal_no, first_seq, entry_count, frame, seal, beside from batches where no = ?',
  );
  const bytes = sqlite.prepare('select bytes from entries where journal_no = ? and seq = ?');
  const stray = sqlite.prepare(
    'select bytes from strays where journal_no = ? and seq = ? and digest = ?',
  );
  return {
    bytesAt(journalNo: number, seq: number): Bytes | null {
      const row = bytes.get(journalNo, seq);
      return row === undefined ? null : bytesOf(row, 'bytes');
    },
    strayBytes(journalNo: number, seq: number, digest: Bytes): Bytes | null {
      const row = stray.get(journalNo, seq, digest);
      return row === undefined ? null : bytesOf(row, 'bytes');
    },
    frameOf(batchNo: number) {
      const row = frame.get(batchNo);
      assert(row !== undefined, 'the batch is held');
      const parsed = parseBatch(bytesOf(row, 'frame'));
      assert(parsed.ok, 'a frame is a batch without entries');
      const batch: Batch = parsed.value;
      return {
        batch,
        seal: bytesOf(row, 'seal'),
        journalNo: Number(row['journal_no']),
        firstSeq: Number(row['first_seq']),
        count: Number(row['entry_count']),
        beside: besideOf(row['beside']),
      };
    },
  };
}

/** Digests by their place in the run. */
function besideOf(column: unknown): ReadonlyMap<number, Bytes> {
  if (typeof column !== 'string') return new Map();
  const places = JSON.parse(column) as readonly (readonly [number, string])[]; // written by the ledger
  return new Map(
    places.map(([place, hex]) => {
      const digest = fromHex(hex);
      assert(digest !== null, 'a digest is hex');
      return [place, digest];
    }),
  );
}

/** An entry that stands beside its id in another place still closes the gap in its own journal. */
function conflictAtReader(sqlite: DatabaseSync) {
  const at = sqlite.prepare(
    "select digest, bytes from strays where journal_no = ? and seq = ? and place = 'conflict'",
  );
  return (journalNo: number, seq: number): PlacedEntry | null => {
    const row = at.get(journalNo, seq);
    return row === undefined ? null : placedIn(row);
  };
}

function entryAtReader(sqlite: DatabaseSync) {
  const at = sqlite.prepare(
    'select no, digest, doubt, bytes from entries where journal_no = ? and seq = ?',
  );
  return (
    journalNo: number,
    seq: number,
  ): (PlacedEntry & { readonly no: number; readonly doubt: string | null }) | null => {
    const row = at.get(journalNo, seq);
    if (row === undefined) return null;
    const doubt = row['doubt'] === null ? null : String(row['doubt']);
    return { ...placedIn(row), no: Number(row['no']), doubt };
  };
}

function placedIn(row: Readonly<Record<string, unknown>>): PlacedEntry {
  return { digest: bytesOf(row, 'digest'), bytes: bytesOf(row, 'bytes') };
}
