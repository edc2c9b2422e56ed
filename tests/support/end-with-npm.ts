/**
 * Runs beside a campaign: ends the runner when npm, which started it, is gone. Whoever kills npm
 * means the campaign, and would not see it go on for an hour.
 */
import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;

/** What vitest runs before all tests. */
export function setup(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const before = startedBy();
  const timer = setInterval(() => {
    if (startedBy() !== before) process.exit(1);
  }, LOOK_MS);
  timer.unref();
}

/** The shell that npm started, and where Linux tells, npm. */
function startedBy(): string {
  const shell = process.ppid;
  try {
    const npm = / \S (\d+) /.exec(readFileSync(`/proc/${shell}/stat`, 'utf8'))?.[1];
    return `${shell} ${npm}`;
  } catch {
    return String(shell);
  }
}
