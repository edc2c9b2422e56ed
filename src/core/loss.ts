/**
 * The note by which a device tells the office that it lost a journal: the browser cleared the
 * storage, or restored an older one. It is the text of an ordinary note. An office that does not
 * know the format shows it as a remark.
 */
import { type Bytes, fromHex, toHex } from './bytes.ts';
import { SIZES } from './id.ts';

/** A lost journal: it had entries up to `seq`, of which the device still has those to `heldSeq`. */
export interface Loss {
  readonly journal: Bytes;
  readonly heldSeq: number;
  readonly seq: number;
}

const FORM = /^storage-lost ([0-9a-f]+) (0|[1-9]\d{0,14}) (0|[1-9]\d{0,14})$/;

/** The text of the note, at most 77 characters: `storage-lost <journal in hex> <heldSeq> <seq>`. */
export function lossText({ journal, heldSeq, seq }: Loss): string {
  return `storage-lost ${toHex(journal)} ${heldSeq} ${seq}`;
}

/** Reads the text of a note; null when it is not in this format. */
export function parseLoss(text: string): Loss | null {
  const [, hex = '', held, last] = FORM.exec(text) ?? [];
  const journal = fromHex(hex);
  if (journal?.length !== SIZES.shortDigest || held === undefined || last === undefined)
    return null;
  const loss = { journal, heldSeq: Number(held), seq: Number(last) };
  return loss.heldSeq <= loss.seq ? loss : null;
}
