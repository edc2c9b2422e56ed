/** Whose signings stand in the ledger, and what the fold needs of them, prepared once. */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#core/assert.ts';
import type { PersonFact } from '#core/attendance.ts';
import type { Bytes } from '#core/bytes.ts';
import type { Category } from '#core/category.ts';
import { parseEntry } from '#core/entry.ts';
import { bytesOf } from '../db/row-bytes.ts';
import { FACT_COLUMNS, FACT_JOINS, factOf } from './fact.ts';
import type { RegisteredGathering } from './registry.ts';

/** Whom an entry counts for: a number on the roster, or the category of a walk-in. */
export type Who = number | Category;

/** A signing of one person, with the number of its row. */
export interface RowFact extends PersonFact {
  readonly no: number;
}

/** An entry by its names, and whom it counts for. */
export interface SignedBy {
  readonly id: Bytes;
  readonly digest: Bytes;
  readonly who: Who;
}

/** Reads of what the fold needs of a person's signings. */
export function prepareFacts(sqlite: DatabaseSync) {
  const byRow = sqlite.prepare(`
    select ${FACT_COLUMNS}, entries.no from ${FACT_JOINS}
    where entries.no = ? and entries.gathering_no = ? and entries.signatory_no = ?
      and entries.kind = 'signing'`);
  const byId = sqlite.prepare(`
    select ${FACT_COLUMNS}, entries.no from ${FACT_JOINS}
    where entries.id = ? and entries.digest = ? and entries.gathering_no = ?
      and entries.kind = 'signing' and entries.signatory_no is null`);
  const row = sqlite.prepare(
    'select kind, id, digest, signatory_no, bytes from entries where no = ?',
  );
  return {
    factsOf: (
      { no, signatoryRows, span }: RegisteredGathering,
      signatoryNo: number,
    ): readonly RowFact[] =>
      signatoryRows.of(signatoryNo).flatMap((rowNo) => {
        const held = byRow.get(rowNo, no, signatoryNo);
        return held === undefined ? [] : [{ ...factOf(held, span), no: rowNo }];
      }),
    /** The same entry of a walk-in, in however many journals. */
    walkInFacts: (
      { no, span }: RegisteredGathering,
      { id, digest }: { readonly id: Bytes; readonly digest: Bytes },
    ): readonly RowFact[] =>
      byId.all(id, digest, no).map((held) => ({ ...factOf(held, span), no: Number(held['no']) })),
    /** Whose signing a row is; null where it is none. */
    signedBy(rowNo: number): SignedBy | null {
      const held = row.get(rowNo);
      if (held?.['kind'] !== 'signing') return null;
      const entry = { id: bytesOf(held, 'id'), digest: bytesOf(held, 'digest') };
      if (held['signatory_no'] !== null) return { ...entry, who: Number(held['signatory_no']) };
      const read = parseEntry(bytesOf(held, 'bytes'));
      assert(read.ok && read.value.body.ok, 'a signing is readable');
      const body = read.value.body.value;
      assert(body.kind === 'signing', 'its kind is its column');
      return { ...entry, who: body.signatory.category };
    },
  };
}
