/**
 * How long a signature takes to be kept: sealed into the chain, written with strict durability,
 * complete, and read back, in Chromium with 50,000 entries present. It must not grow with them.
 */
import * as v from 'valibot';
import { runInPage } from './chromium.ts';
import { type BenchTable, atMost, percentile } from './table.ts';

const COUNT = 400;
const times = v.array(v.number());

export async function run(): Promise<BenchTable> {
  const empty = v.parse(
    times,
    await runInPage('keep-page.ts', { input: { present: 0, count: COUNT } }),
  );
  const full = v.parse(
    times,
    await runInPage('keep-page.ts', { input: { present: 50_000, count: COUNT } }),
  );
  return {
    name: 'keep',
    rows: [
      { what: 'one signing, none present, p50', value: percentile(empty, 50), unit: 'ms' },
      atMost({ what: '50,000 present, p50', value: percentile(full, 50), unit: 'ms', budget: 5 }),
      { what: '50,000 present, p90', value: percentile(full, 90), unit: 'ms' },
      atMost({ what: '50,000 present, p99', value: percentile(full, 99), unit: 'ms', budget: 60 }),
      { what: '50,000 present, worst', value: Math.max(...full), unit: 'ms' },
    ],
  };
}
