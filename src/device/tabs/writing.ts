/**
 * Yields the sign that somebody is writing: a lock that is shared by every tab with ink on its
 * screen, and that goes with the tab. Drafts on the disk do not tell it: there is one, and the tab
 * that wrote it last hides the ink of another.
 */
import { isHeld, withLock } from './locks.ts';

const WRITING = 'ikrar:writing';

/** Says that there is ink on this tab's screen, until it is called back. */
export function holdWriting(): () => void {
  const over = new AbortController();
  const held = new Promise((resolve) => {
    over.signal.addEventListener('abort', resolve);
  });
  void withLock(WRITING, () => held, { mode: 'shared' });
  return () => over.abort();
}

/** Whether any tab has ink on its screen; where a browser has no locks only the disk knows. */
export function isWritingSomewhere(): Promise<boolean> {
  return isHeld(WRITING);
}

/** Lets no tab begin to write while it works; it is told whether one has ink already. */
export function holdOffWriting<T>(work: (isWriting: boolean) => Promise<T>): Promise<T> {
  return withLock(WRITING, (isOurs) => work(!isOurs), { ifAvailable: true });
}
