/**
 * How long the thread of a test, and of the office in it, worked at one stretch while
 * something was done: so long nobody was answered. By its own processor time, so that a machine
 * with other work to do does not count.
 */

/** What was done, its longest stretch, and by how much the memory of the process grew. */
export interface Watched<T> {
  readonly value: T;
  readonly longestMs: number;
  readonly grownBytes: number;
}

const LOOK_MS = 5;

export async function watchBusy<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const beforeBytes = process.memoryUsage.rss();
  let last = busyMs();
  let longestMs = 0;
  let mostBytes = beforeBytes;
  const look = (): void => {
    const now = busyMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
  };
  const timer = setInterval(look, LOOK_MS);
  const value = await work().finally(() => {
    look();
    clearInterval(timer);
  });
  return { value, longestMs, grownBytes: mostBytes - beforeBytes };
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
