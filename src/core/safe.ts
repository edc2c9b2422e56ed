/**
 * What is safe: the entries of a journal that every retained backup holds. An entry is safe only if
 * the office and each backup have that same entry at its sequence. So a device never purges an
 * entry because of a different one.
 */

/** A sequence in a journal, and the entry there. Id and digest are hex. */
export interface SafeHead {
  readonly journal: string;
  readonly seq: number;
  readonly digest: string;
}

/** A ledger, of the office or of a backup. */
export interface Holder {
  /** True when it has that same entry at that sequence. */
  holds(head: SafeHead): boolean;
}

/** A backup: how far it holds each journal without a gap. */
export interface BackupHolder extends Holder {
  readonly heads: ReadonlyMap<string, SafeHead>;
}

/**
 * For each journal the highest entry that all of these backups hold. The newest backup is the last
 * of the list.
 */
export function safeHeads(backups: readonly BackupHolder[]): readonly SafeHead[] {
  const journals = [...(backups.at(-1)?.heads.keys() ?? [])];
  return journals.flatMap((journal) => {
    const places = backups.flatMap(({ heads }) => heads.get(journal) ?? []);
    const [low] = places.sort((a, b) => a.seq - b.seq);
    if (low === undefined || low.seq === 0 || places.length < backups.length) return [];
    return backups.every((backup) => backup.holds(low)) ? [low] : [];
  });
}

/** The safe sequence that an office may tell, when it holds the journal up to `heldSeq`. */
export function safeSeqOf(
  low: SafeHead | undefined,
  office: Holder & { readonly heldSeq: number },
): number {
  return low !== undefined && low.seq <= office.heldSeq && office.holds(low) ? low.seq : 0;
}
