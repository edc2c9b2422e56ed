/**
 * Keeps the generation of core/epoch.ts in the database and in a sidecar file beside it, so that a
 * restored database is noticed at the next start.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Generation, NO_GENERATION, nextGeneration } from '#core/epoch.ts';
import type { Database } from './db/database.ts';

const stored = v.object({ generation: v.number(), epoch: v.number() });

/** Moves on to the next generation, in the database first. Its epoch goes into receipts. */
export async function beginGeneration(database: Database, sidecar: string): Promise<Generation> {
  const row = await database.query
    .selectFrom('meta')
    .select('value')
    .where('name', '=', 'generation')
    .executeTakeFirst();
  const kept = row === undefined ? NO_GENERATION : v.parse(stored, JSON.parse(row.value));
  const beside = existsSync(sidecar)
    ? v.parse(stored, JSON.parse(readFileSync(sidecar, 'utf8')))
    : NO_GENERATION;
  const next = nextGeneration(kept, beside);
  const value = JSON.stringify(next);
  await database.query
    .insertInto('meta')
    .values({ name: 'generation', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  writeFileSync(`${sidecar}.new`, value, { flush: true });
  renameSync(`${sidecar}.new`, sidecar);
  return next;
}
