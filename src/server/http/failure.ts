/**
 * The line in the log for what a request threw: what failed and where, never anybody's data.
 * A trouble of the disk is a warning: there was no receipt, and whoever sent it sends it again.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Trouble } from '#core/health.ts';
import type { Context } from '../context.ts';
import { troubleOf } from '../db/trouble.ts';
import { TROUBLE_WORDS } from '../keeping/health-words.ts';

type FailureContext = Pick<Context, 'config' | 'database' | 'health'>;

/** Logs it, and keeps the trouble for the health line; answers the trouble, null for a bug. */
export async function noteFailure(
  { config, database, health }: FailureContext,
  log: FastifyBaseLogger,
  error: unknown,
): Promise<Trouble | null> {
  const { name, code, stack } = read(error);
  // What a database refuses that stands still, it refuses for the reason that it stands still for.
  const found = await troubleOf(error, config.dataFolder);
  const trouble = found === null ? null : (database.standstill ?? found);
  if (trouble === null) log.error({ name, code, stack }, 'failed');
  else {
    log.warn({ code, trouble }, TROUBLE_WORDS[trouble]);
    health.meet(trouble);
  }
  return trouble;
}

function read(error: unknown): Readonly<Record<'name' | 'code' | 'stack', unknown>> {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, stack: undefined };
  const { name, stack } = error;
  return { name, code: 'code' in error ? error.code : undefined, stack };
}
