/**
 * A run that is watched: in a thread whose memory is bounded, and which is ended when one
 * input takes for ever. What ends the thread is a finding like any other.
 */
import { Worker } from 'node:worker_threads';
import type { Decoder, Run, Tally } from './fuzz.ts';

/** What any input may take, in a thread that has read a million others. */
const HEAP_MB_MAX = 256;
/** Nobody waits so long: it never ends. */
const INPUT_HANGS_MS = 60_000;
const LOOK_MS = 250;

/** Runs a decoder in a thread. `told` hears now and then which input is under way. */
export function watchedFuzz(
  decoder: Decoder,
  { seed, from, count }: Run,
  told: (index: number) => void,
): Promise<Tally> {
  const at = new Int32Array(new SharedArrayBuffer(4)).fill(from);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { decoder: decoder.name, seed, from, count, at },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  let seen = { index: from, sinceMs: performance.now() };
  let why = 'its thread ended';
  const timer = setInterval(() => {
    const index = Atomics.load(at, 0);
    told(index);
    if (index !== seen.index) seen = { index, sinceMs: performance.now() };
    if (performance.now() - seen.sinceMs < INPUT_HANGS_MS) return;
    why = 'it does not end';
    void worker.terminate();
  }, LOOK_MS);
  return new Promise((done) => {
    worker.once('message', done);
    worker.once('error', (error) => (why = String(error)));
    worker.once('exit', () => {
      clearInterval(timer);
      const index = Atomics.load(at, 0);
      const { input } = decoder.at(seed, index);
      const finding = { decoder: decoder.name, index, what: 'crash', input, detail: why } as const;
      done({ inputs: index - from + 1, accepted: 0, slowestMs: 0, findings: [finding] });
    });
  });
}
