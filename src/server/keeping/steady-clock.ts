/**
 * The clock that only grows (core/steady.ts), kept in the database so that it goes on after a
 * restart. A wall clock that is behind at a start leaves open how long the office was off: then
 * whatever ends by this clock has ended.
 */
import * as v from 'valibot';
import { LIMITS } from '#core/limits.ts';
import { type SteadyReading, nextReading } from '#core/steady.ts';
import type { Database } from '../db/database.ts';

export interface SteadyClock {
  nowMs(): number;
  /** Writes it down, once in a while. */
  save(): Promise<void>;
}

interface Clocks {
  now(): number;
  monoMs(): number;
}

const META = 'steady-clock';

const stored = v.object({ steadyMs: v.number(), wallMs: v.number() });

export async function openSteadyClock(database: Database, clocks: Clocks): Promise<SteadyClock> {
  const read = (): Omit<SteadyReading, 'steadyMs'> => ({
    wallMs: clocks.now(),
    monoMs: clocks.monoMs(),
  });
  const row = await database.query
    .selectFrom('meta')
    .select('value')
    .where('name', '=', META)
    .executeTakeFirst();
  const first = read();
  let reading = begin(row === undefined ? null : v.parse(stored, JSON.parse(row.value)), first);
  let savedMs = -Infinity;
  const clock: SteadyClock = {
    nowMs() {
      reading = nextReading(reading, read());
      return reading.steadyMs;
    },
    async save() {
      const steadyMs = clock.nowMs();
      if (steadyMs - savedMs < LIMITS.clockSaveMs) return;
      savedMs = steadyMs;
      const value = JSON.stringify({ steadyMs, wallMs: clocks.now() });
      await database.query
        .insertInto('meta')
        .values({ name: META, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
  return clock;
}

function begin(
  before: v.InferOutput<typeof stored> | null,
  seen: Omit<SteadyReading, 'steadyMs'>,
): SteadyReading {
  if (before === null) return { ...seen, steadyMs: seen.wallMs };
  if (seen.wallMs < before.wallMs) return { ...seen, steadyMs: before.steadyMs + LIMITS.sessionMs };
  return nextReading({ ...before, monoMs: seen.monoMs }, seen);
}
