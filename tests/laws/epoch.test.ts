/** Epochs: any copy put back begins a new one, and nothing else does. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Generation, NO_GENERATION, nextGeneration } from '#core/epoch.ts';

/** What happens to an office. A backup is a copy, and then the next generation. */
const histories = fc.array(
  fc.oneof(
    fc.constant({ kind: 'start' as const }),
    fc.constant({ kind: 'backup' as const }),
    fc.constant({ kind: 'crash while starting' as const }),
    fc.nat().map((which) => ({ kind: 'restore' as const, which })),
  ),
  { maxLength: 40 },
);

test('a restored office is in an epoch it never was in, a restarted one in its own', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let database: Generation = nextGeneration(NO_GENERATION, NO_GENERATION);
      let sidecar = database;
      const copies: Generation[] = [];
      const epochs = new Set([database.epoch]);
      const begin = (): void => {
        database = nextGeneration(database, sidecar);
        sidecar = database;
      };
      for (const happening of history) {
        const before = sidecar.epoch;
        switch (happening.kind) {
          case 'backup':
            copies.push(database);
            begin();
            expect(database.epoch).toBe(before);
            break;
          case 'start':
            begin();
            expect(database.epoch).toBe(before);
            break;
          case 'crash while starting':
            // The database is written first; the file beside it never was.
            database = nextGeneration(database, sidecar);
            begin();
            expect(database.epoch).toBe(before);
            break;
          case 'restore': {
            const copy = copies[happening.which % copies.length];
            if (copy === undefined) break;
            database = copy;
            begin();
            expect(epochs.has(database.epoch)).toBe(false);
            epochs.add(database.epoch);
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});
