/**
 * Yields the line in the log for what a request threw: what failed and where, never anybody's data.
 * A full disk is a warning: nothing was written, and whoever sent it sends it again.
 */
import type { FastifyBaseLogger } from 'fastify';
import { isDiskFull } from './db/disk-full.ts';

/** Logs it. */
export function logFailure(log: FastifyBaseLogger, error: unknown): void {
  const { name, code, stack } = read(error);
  if (isDiskFull(error)) log.warn({ code }, 'the disk is full');
  else log.error({ name, code, stack }, 'failed');
}

function read(error: unknown): Readonly<Record<'name' | 'code' | 'stack', unknown>> {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, stack: undefined };
  const { name, stack } = error;
  return { name, code: 'code' in error ? error.code : undefined, stack };
}
