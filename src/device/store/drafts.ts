/**
 * Yields the signing in progress, so that a reload or a killed app loses no ink. The rule: there is
 * one at a time, it belongs to one person at one gathering, and it goes when its entry is kept: in
 * that very transaction (journal.ts).
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
 * Names the draft of a person, so that keeping one person's signing never drops another's draft.
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
