/**
 * A run in a thread of its own, whose memory is bounded and which can be ended: what takes
 * too much of either is found with the number of the input.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { assert } from '#core/assert.ts';
import { BYTE_DECODERS } from './decoders.ts';
import { fuzz } from './fuzz.ts';
import { TEXT_DECODERS } from './text-decoders.ts';

const { decoder, at, ...run } = v.parse(
  v.object({
    decoder: v.string(),
    seed: v.number(),
    from: v.number(),
    count: v.number(),
    /** The number of the input under way, for who watches. */
    at: v.instance(Int32Array),
  }),
  workerData,
);
const found = [...BYTE_DECODERS, ...TEXT_DECODERS].find(({ name }) => name === decoder);
assert(found !== undefined && parentPort !== null, 'a decoder by its name, in a thread');
parentPort.postMessage(await fuzz(found, run, (index) => void Atomics.store(at, 0, index)));
