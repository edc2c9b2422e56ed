/**
 * The rows of the ledger that may be of a person on the roster, in memory. On the disk an
 * index in the order of people would have all its pages written again with every batch.
 * No row of theirs is missing; one that was rolled back may stand here, so what is read is checked.
 */
export class SignatoryRows {
  /** Nearly everybody has one row. */
  readonly #first = new Map<number, number>();
  readonly #more = new Map<number, Set<number>>();

  add(signatoryNo: number, rowNo: number): void {
    const first = this.#first.get(signatoryNo);
    if (first === undefined) this.#first.set(signatoryNo, rowNo);
    else if (first !== rowNo) this.#moreOf(signatoryNo).add(rowNo);
  }

  /** Numbers of rows, each once. */
  of(signatoryNo: number): readonly number[] {
    const first = this.#first.get(signatoryNo);
    if (first === undefined) return [];
    return [first, ...(this.#more.get(signatoryNo) ?? [])];
  }

  #moreOf(signatoryNo: number): Set<number> {
    const known = this.#more.get(signatoryNo) ?? new Set();
    this.#more.set(signatoryNo, known);
    return known;
  }
}
