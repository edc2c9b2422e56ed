/**
 * What is safe: up to where every retained backup holds a journal. A place counts only
 * with the very entry that stands there, in each backup and in the office, so that nothing is ever
 * given up on a device for another entry's sake.
 */

/** A place in a journal, with its entry. Id and digest as hex. */
export interface SafeHead {
  readonly journal: string;
  readonly seq: number;
  readonly digest: string;
}

/** A ledger, of the office or of a backup. */
export interface Holder {
  /** Whether that very entry stands at that place. */
  holds(head: SafeHead): boolean;
}

/** A backup: how far it holds each journal without a gap. */
export interface BackupHolder extends Holder {
  readonly heads: ReadonlyMap<string, SafeHead>;
}

/** Per journal the highest place that all of these backups hold, the newest of them last. */
export function safeHeads(backups: readonly BackupHolder[]): readonly SafeHead[] {
  const journals = [...(backups.at(-1)?.heads.keys() ?? [])];
  return journals.flatMap((journal) => {
    const places = backups.flatMap(({ heads }) => heads.get(journal) ?? []);
    const [low] = places.sort((a, b) => a.seq - b.seq);
    if (low === undefined || low.seq === 0 || places.length < backups.length) return [];
    return backups.every((backup) => backup.holds(low)) ? [low] : [];
  });
}

/** What an office that holds a journal up to `heldSeq` may call safe of it. */
export function safeSeqOf(
  low: SafeHead | undefined,
  office: Holder & { readonly heldSeq: number },
): number {
  return low !== undefined && low.seq <= office.heldSeq && office.holds(low) ? low.seq : 0;
}
