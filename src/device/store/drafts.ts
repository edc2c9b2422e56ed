/**
 * The draft of the signing in progress, so that a reload or a killed app loses no ink. There is at
 * most one. It belongs to one person at one gathering. The transaction that keeps the entry deletes
 * the draft (journal.ts).
 */
import type { Signatory } from '#core/entry.ts';
import type { Result } from '#core/fault.ts';
import type { SigningDraft } from '../device.ts';
import { type Db, tryStorage } from './db.ts';

export interface Drafts {
  load(gathering: string): Promise<SigningDraft | null>;
  /** Faults: storage-full, storage-failed. */
  save(gathering: string, draft: SigningDraft): Promise<Result<void>>;
  drop(): Promise<Result<void>>;
}

/**
 * The id of a person's draft. Keeping the signing of one person never deletes the draft of another.
 */
export function draftIdOf(signatory: Signatory): string {
  return signatory.kind === 'listed' ? `n:${signatory.no}` : `w:${signatory.name}`;
}

/** The drafts in a database. */
export function openDrafts(db: Db): Drafts {
  const write = (work: () => Promise<void>): Promise<Result<void>> =>
    tryStorage(() => db.revived(() => db.write([db.drafts], work)));
  return {
    async load(gathering) {
      const rows = await db.read([db.drafts], () => db.drafts.limit(1).toArray());
      return rows.find((row) => row.gathering === gathering)?.draft ?? null;
    },
    save: (gathering, draft) =>
      write(async () => {
        await db.drafts.clear();
        await db.drafts.put({ id: draftIdOf(draft.signatory), gathering, draft });
      }),
    drop: () => write(() => db.drafts.clear()),
  };
}
