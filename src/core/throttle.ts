/**
 * How long to wait before the next password is tried. A few failures are free; each one after them
 * doubles the wait, up to a bound, so that nobody is locked out for good. Once a wait is over,
 * failures are forgotten one by one. Times are of a clock that never goes back.
 */

/** How failures of one kind are answered. */
export interface ThrottleRule {
  readonly failuresFree: number;
  /** After the first failure that is not free; each further one doubles it. */
  readonly waitBaseMs: number;
  readonly waitMaxMs: number;
  /** Without a wait, one failure is forgotten in this time. */
  readonly forgetMs: number;
}

/** What is remembered of the failures of one account, address or both. */
export interface FailureTally {
  readonly failures: number;
  readonly lastMs: number;
}

/** How long after the last failure the next try is taken; 0 while failures are free. */
export function waitAfterMs(rule: ThrottleRule, failures: number): number {
  const doubled = failures - rule.failuresFree;
  return doubled < 0 ? 0 : Math.min(rule.waitMaxMs, rule.waitBaseMs * 2 ** doubled);
}

/** How long to wait from now on; 0 when a try is taken. */
export function waitMs(rule: ThrottleRule, tally: FailureTally | undefined, nowMs: number): number {
  if (tally === undefined) return 0;
  return Math.max(0, tally.lastMs + waitAfterMs(rule, tally.failures) - nowMs);
}

/** The failures that are not forgotten yet. */
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
