/**
 * The throttle of passwords. A few failures are free. Each failure after them doubles the wait, up
 * to a maximum, so that nobody is locked out for ever. After the wait the failures are forgotten
 * one by one. Times are of a clock that never goes back.
 */

/** The numbers for one kind of failure. */
export interface ThrottleRule {
  readonly failuresFree: number;
  /** The wait after the first failure that is not free. Each further failure doubles it. */
  readonly waitBaseMs: number;
  readonly waitMaxMs: number;
  /** One failure is forgotten in this time, when no wait is running. */
  readonly forgetMs: number;
}

/** What is remembered of the failures of one account, address or both. */
export interface FailureTally {
  readonly failures: number;
  readonly lastMs: number;
}

/** The wait after the last failure; 0 while failures are free. */
export function waitAfterMs(rule: ThrottleRule, failures: number): number {
  const doubled = failures - rule.failuresFree;
  return doubled < 0 ? 0 : Math.min(rule.waitMaxMs, rule.waitBaseMs * 2 ** doubled);
}

/** The rest of the wait; 0 when a try is allowed now. */
export function waitMs(rule: ThrottleRule, tally: FailureTally | undefined, nowMs: number): number {
  if (tally === undefined) return 0;
  return Math.max(0, tally.lastMs + waitAfterMs(rule, tally.failures) - nowMs);
}

/** How many failures are not forgotten yet. */
export function failuresAt(
  rule: ThrottleRule,
  tally: FailureTally | undefined,
  nowMs: number,
): number {
  if (tally === undefined) return 0;
  const quietMs = nowMs - tally.lastMs - waitAfterMs(rule, tally.failures);
  return Math.max(0, tally.failures - Math.max(0, Math.floor(quietMs / rule.forgetMs)));
}

/** The tally with one more failure. Beyond the longest wait more failures make no difference. */
export function tallied(
  rule: ThrottleRule,
  tally: FailureTally | undefined,
  nowMs: number,
): FailureTally {
  const doublings = Math.ceil(Math.log2(rule.waitMaxMs / rule.waitBaseMs));
  const failures = failuresAt(rule, tally, nowMs) + 1;
  return { failures: Math.min(failures, rule.failuresFree + doublings), lastMs: nowMs };
}
