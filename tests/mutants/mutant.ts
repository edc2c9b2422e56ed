/** A planted fault: one place of the code, what stands there instead, and the tests to see it. */

/** Paths are from the root of the project. */
export interface Mutant {
  /** What goes wrong for somebody; unique. */
  readonly says: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** Files of vitest, of Node or of the browser; one of them must be red. */
  readonly tests: readonly string[];
}

/** The text with the fault in it. Throws where the place is not there, or there twice. */
export function planted({ says, file, from, to }: Mutant, text: string): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`${says}: '${from}' stands ${places} times in ${file}`);
  // A function, because a text for replace() would read $& and the like.
  return text.replace(from, () => to);
}
