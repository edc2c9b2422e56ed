/**
 * How long a test waits for what surely comes, before it says that something hangs. Machines
 * are busy: nothing that is only slow may fail, so each is many times what is usual.
 */
export const PATIENCE = {
  /** A program says that it is ready, or a browser opens its first page. */
  startMs: 180_000,
  /** A request is answered. */
  answerMs: 60_000,
  /** Something appears on a screen, or at the office. */
  seenMs: 60_000,
  /** A test of one process or of a page. */
  testMs: 300_000,
  /** A campaign of faults. */
  campaignMs: 3_600_000,
} as const;
