/**
 * Whether somebody is writing: each tab with ink on its screen has a shared lock, which ends with
 * the tab. The draft on the disk cannot tell this. There is only one, and a tab that saves its
 * draft replaces the draft of another tab.
 */
import { isHeld, withLock } from './locks.ts';

const WRITING = 'ikrar:writing';

/** Says that there is ink on this tab's screen, until the returned function is called. */
export function holdWriting(): () => void {
  const over = new AbortController();
  const held = new Promise((resolve) => {
    over.signal.addEventListener('abort', resolve);
  });
  void withLock(WRITING, () => held, { mode: 'shared' });
  return () => over.abort();
}

/** True when any tab has ink on its screen; false where a browser has no locks. */
export function isWritingSomewhere(): Promise<boolean> {
  return isHeld(WRITING);
}

/** Runs the work while no tab can begin to write. `isWriting` says that a tab has ink already. */
export function holdOffWriting<T>(work: (isWriting: boolean) => Promise<T>): Promise<T> {
  return withLock(WRITING, (isOurs) => work(!isOurs), { ifAvailable: true });
}
