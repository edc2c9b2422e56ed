/**
 * What a print sends while it waits for its turn, so that no proxy takes its silence for an end:
 * the opening that every PDF of ours has, and comments, which readers of PDF skip.
 */

/** The opening, byte for byte: the version, and a comment that says the file is not text. */
export const PDF_OPENING = Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1');

/** A comment that says how many prints are made before this one. */
export function waitingComment(aheadCount: number): Uint8Array {
  return Buffer.from(`% waiting: ${aheadCount}\n`, 'latin1');
}
