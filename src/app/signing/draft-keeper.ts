/**
 * Writes drafts to the disk one after another. Of the drafts that wait only the newest is written.
 * None is written after the signing was kept or dropped: a late write would show one person's ink
 * to the next person.
 */
import type { Fault } from '#core/fault.ts';
import type { Device, SigningDraft } from '#device/device.ts';

/** Writes drafts one after another. */
export interface DraftKeeper {
  /** Writes the draft soon; a fault is told, the draft on the screen stays. */
  save(draft: SigningDraft, onFault: (fault: Fault) => void): void;
  /** Resolves when no write is running or waiting. */
  settle(): Promise<void>;
  /** Drops the drafts that wait, and removes the one on the disk. */
  drop(): Promise<void>;
}

/** Makes the draft keeper of a device. */
export function openDraftKeeper(device: Pick<Device, 'saveDraft' | 'dropDraft'>): DraftKeeper {
  let waiting: (() => Promise<void>) | null = null;
  let writing: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    while (waiting !== null) {
      const write: () => Promise<void> = waiting;
      waiting = null;
      await write();
    }
    writing = null;
  };

  return {
    save(draft, onFault) {
      waiting = async () => {
        const saved = await device.saveDraft(draft);
        if (!saved.ok) onFault(saved.fault);
      };
      writing ??= run();
    },
    async settle() {
      await writing;
    },
    async drop() {
      waiting = null;
      await writing;
      await device.dropDraft();
    },
  };
}
