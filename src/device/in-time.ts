/** A time limit for the storage: a database may never answer. */
import { LIMITS } from '#core/limits.ts';

/**
 * The result of the work. If the work takes too long, the result is what `late` returns or throws.
 */
export async function inTime<T>(work: Promise<T>, late: () => T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMITS.storageDeadlineMs);
  });
  try {
    return await Promise.race([work, deadline.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
