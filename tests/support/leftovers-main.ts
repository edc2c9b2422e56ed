/**
 * Runs the keeper: it hears what a process of tests has started and ended, and when that process is
 * gone, however it went, it ends what is left.
 */
import { createInterface } from 'node:readline';
import { type Leftover, endLeftovers } from './leftovers.ts';

const left = new Set<Leftover>();
for await (const line of createInterface({ input: process.stdin })) {
  const leftover = line.slice(1) as Leftover; // written by keep and endLeftovers alone
  if (line.startsWith('+')) left.add(leftover);
  else left.delete(leftover);
}
await endLeftovers([...left]);
