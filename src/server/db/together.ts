/**
 * Pieces of work that share a commit. A commit flushes the disk once, however much is in it; every
 * piece is answered after it, and one that fails takes none of the others with it.
 */
import { LIMITS } from '#core/limits.ts';

type Exclusive = <T>(work: () => T) => Promise<T>;

interface PendingWork {
  /** Does the work; the answer is given when it is committed. */
  run(): () => void;
  reject(reason: unknown): void;
}

/** `exclusive` runs a group as one transaction, and rolls all of it back when it throws. */
export function makeTogether(exclusive: Exclusive): Exclusive {
  const waiting: PendingWork[] = [];

  const settle = async (group: readonly PendingWork[]): Promise<void> => {
    try {
      const answers = await exclusive(() => group.map((piece) => piece.run()));
      for (const answer of answers) answer();
    } catch (reason) {
      if (group.length === 1) group[0]?.reject(reason);
      else for (const piece of group) await settle([piece]);
    }
  };

  /** What came in the same turn of the event loop goes together. */
  const begin = (): void => {
    const group = waiting.splice(0, LIMITS.sharedCommitMax);
    if (waiting.length > 0) setImmediate(begin);
    void settle(group);
  };

  return (work) =>
    new Promise((resolve, reject) => {
      const run = (): (() => void) => {
        const value = work();
        return () => resolve(value);
      };
      if (waiting.push({ run, reject }) === 1) setImmediate(begin);
    });
}
