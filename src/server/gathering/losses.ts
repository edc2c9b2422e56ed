/**
 * Journals that devices say they lost with their storage, from the notes of core/loss.ts. Who read
 * a parcel of a device can name its journal too, so it is told who says so.
 */
import { sql } from 'kysely';
import { holdsBack } from '#core/admission.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import { parseLoss } from '#core/loss.ts';
import type { ReadContext } from '../context.ts';

/** A lost journal. */
export interface ToldLoss {
  /** Ids as hex: the journal that was lost, and the one whose note says so. */
  readonly journal: string;
  readonly teller: string;
  readonly heldSeq: number;
  readonly seq: number;
  /** When the note came. */
  readonly atMs: number;
  /** A desk says so. Whoever reads a parcel knows the ids in it: a phone may say it of a desk. */
  readonly isByDesk: boolean;
  /** False when the office never heard of the journal but by the note. */
  readonly isKnown: boolean;
}

/**
 * All of them, each once: of two notes about one journal a desk's, then the one that tells more.
 */
export async function readLosses({
  database: { query },
}: ReadContext): Promise<readonly ToldLoss[]> {
  const rows = await query
    .selectFrom('entries')
    .innerJoin('journals', 'journals.no', 'entries.journal_no')
    .innerJoin('batches', 'batches.no', 'entries.batch_no')
    .select(['entries.bytes', 'journals.id as teller', 'journals.grade', 'journals.late'])
    .select('batches.received_at_ms as atMs')
    .where('entries.kind', '=', sql.lit('note')) // a bound value would miss the index of notes
    .orderBy('entries.journal_no')
    .orderBy('entries.no')
    .execute();
  const losses = new Map<string, Omit<ToldLoss, 'isKnown'>>();
  for (const { bytes, teller, grade, late, atMs } of rows) {
    const loss = lossIn(bytes);
    if (loss === null) continue;
    const journal = toHex(loss.journal);
    const before = losses.get(journal);
    const isByDesk = holdsBack(grade, late);
    const isBefore = before !== undefined && before.isByDesk === isByDesk && before.seq >= loss.seq;
    if (isBefore || (before?.isByDesk === true && !isByDesk)) continue;
    losses.set(journal, { ...loss, journal, teller: toHex(teller), isByDesk, atMs });
  }
  const known = await readKnown(query, [...losses.keys()]);
  return [...losses.values()].map((loss) => ({ ...loss, isKnown: known.has(loss.journal) }));
}

async function readKnown(
  query: ReadContext['database']['query'],
  journals: readonly string[],
): Promise<ReadonlySet<string>> {
  if (journals.length === 0) return new Set();
  const rows = await query
    .selectFrom('journals')
    .select('id')
    .where(
      'id',
      'in',
      journals.map((id) => Buffer.from(id, 'hex')),
    )
    .execute();
  return new Set(rows.map(({ id }) => toHex(id)));
}

function lossIn(bytes: Bytes) {
  const read = parseEntry(bytes);
  assert(read.ok && read.value.body.ok, 'its kind is its column');
  const body = read.value.body.value;
  return body.kind === 'note' ? parseLoss(body.text) : null;
}
