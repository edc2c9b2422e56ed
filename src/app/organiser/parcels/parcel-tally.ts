/**
 * Counts the result of an import: the parcel is compared with the office's answer. Only a receipt
 * says that the office has an entry. An answer that does not fit its batch is ignored.
 */
import { parseBatch } from '#core/batch.ts';
import type { Bytes } from '#core/bytes.ts';
import { parseEntry } from '#core/entry.ts';
import type { FaultCode } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { Parcel, ReadReceiptFile } from '#core/parcel.ts';
import { parseReceipt } from '#core/receipt.ts';
import { parseSealed } from '#core/seal.ts';
import { type ReadDoubt, type ReadVerdict, DOUBTS } from '#core/verdict.ts';

/** Why an entry was set aside. */
export type SetAside = ReadDoubt | 'conflict';

/** Why a batch was refused, as far as it makes a difference to what can be done. */
export type RefusedFor = 'not-enrolled' | 'withdrawn' | 'damaged' | 'newer' | 'other';

/** Batches that were refused for one reason, by their places in the parcel, from 1. */
export interface RefusedBatches {
  readonly why: RefusedFor;
  readonly batches: readonly number[];
  /** Entries in those of them that can be read. */
  readonly entries: number;
}

export interface ParcelTally {
  /** Signings the office did not have. */
  readonly stored: number;
  /** Signings the office had before. */
  readonly known: number;
  /** Entries that are no signing, such as a revocation, and that the office did not have. */
  readonly notes: number;
  readonly aside: readonly { readonly why: SetAside; readonly count: number }[];
  readonly refused: readonly RefusedBatches[];
  /** Batches with a receipt that must go back. */
  readonly receipts: number;
}

const REASONS: readonly SetAside[] = [...DOUBTS, 'unknown', 'conflict'];

/** The tally; null when the answers do not fit the parcel. */
export function tallyOf(parcel: Parcel, { answers }: ReadReceiptFile): ParcelTally | null {
  if (answers.length !== parcel.batches.length) return null;
  const judged: JudgedEntry[] = [];
  const refused = new Map<RefusedFor, { batches: number[]; entries: number }>();
  for (const [place, answer] of answers.entries()) {
    const entries = entriesOf(parcel.batches[place]);
    if ('fault' in answer) {
      const why = refusedFor(answer.fault);
      const group = refused.get(why) ?? { batches: [], entries: 0 };
      group.batches.push(place + 1);
      group.entries += entries?.length ?? 0;
      refused.set(why, group);
      continue;
    }
    const verdicts = verdictsOf(answer.receipt);
    if (verdicts === null || verdicts.length !== entries?.length) return null;
    judged.push(...verdicts.map((verdict, at) => ({ verdict, kind: kindOf(entries[at]) })));
  }
  const count = (fits: (one: JudgedEntry) => boolean): number => judged.filter(fits).length;
  return {
    stored: count(({ kind, verdict }) => kind === 'signing' && verdict.kind === 'stored'),
    known: count(({ kind, verdict }) => kind === 'signing' && verdict.kind === 'duplicate'),
    notes: count(({ kind, verdict }) => kind !== 'signing' && verdict.kind === 'stored'),
    aside: REASONS.map((why) => ({
      why,
      count: count(({ verdict }) => reasonOf(verdict) === why),
    })).filter((group) => group.count > 0),
    refused: [...refused].map(([why, group]) => ({ why, ...group })),
    receipts: answers.filter((answer) => 'receipt' in answer).length,
  };
}

interface JudgedEntry {
  readonly kind: string;
  readonly verdict: ReadVerdict;
}

function reasonOf(verdict: ReadVerdict): SetAside | null {
  if (verdict.kind === 'quarantined') return verdict.doubt;
  return verdict.kind === 'conflict' ? 'conflict' : null;
}

function refusedFor(fault: FaultCode | 'unknown'): RefusedFor {
  switch (fault) {
    case 'not-enrolled':
      return 'not-enrolled';
    case 'not-permitted':
      return 'withdrawn';
    case 'unknown-version':
      return 'newer';
    case 'malformed':
    case 'not-canonical':
    case 'too-deep':
    case 'too-large':
    case 'unsealed':
      return 'damaged';
    default:
      return 'other';
  }
}

/** The entries of a sealed batch; null when it cannot be read. */
function entriesOf(bytes: Bytes | undefined): readonly Bytes[] | null {
  if (bytes === undefined) return null;
  const sealed = parseSealed(bytes, 'batch', { bytesMax: LIMITS.batchBytesMax });
  const batch = sealed.ok ? parseBatch(sealed.value.body) : sealed;
  return batch.ok ? batch.value.entries : null;
}

/**
 * The verdicts of a receipt. Its seal is not checked here: the office itself has just sent it, and
 * the device will check it.
 */
function verdictsOf(bytes: Bytes): readonly ReadVerdict[] | null {
  const sealed = parseSealed(bytes, 'receipt', { bytesMax: LIMITS.receiptBytesMax });
  const receipt = sealed.ok ? parseReceipt(sealed.value.body) : sealed;
  return receipt.ok ? receipt.value.verdicts : null;
}

function kindOf(bytes: Bytes | undefined): string {
  const read = bytes === undefined ? null : parseEntry(bytes);
  return read?.ok === true && read.value.body.ok ? read.value.body.value.kind : 'unread';
}
