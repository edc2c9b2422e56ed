/** Epochs: any copy put back begins a new one, with or without its sidecar; nothing else does. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Generation, NO_GENERATION, nextGeneration } from '#core/epoch.ts';

/** What happens to an office. A backup is a marked copy, and then the next generation. */
const histories = fc.array(
  fc.oneof(
    fc.constant({ kind: 'start' as const }),
    fc.constant({ kind: 'backup' as const }),
    fc.constant({ kind: 'copy by hand' as const }),
    fc.constant({ kind: 'crash while starting' as const }),
    fc.record({
      kind: fc.constant('restore' as const),
      which: fc.nat(),
      sidecar: fc.constantFrom('stays', 'is lost', 'goes back too'),
    }),
  ),
  { maxLength: 40 },
);

interface Copy {
  readonly kept: Generation;
  /** What the sidecar held at that moment. */
  readonly beside: Generation;
  readonly isMarked: boolean;
}

/** Long after any epoch that was only counted. */
const START_MS = Date.UTC(2024, 9, 7);

test('a restored office is in an epoch later than any it was in, a restarted one in its own', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let nowMs = START_MS;
      let database: Generation = nextGeneration(NO_GENERATION, NO_GENERATION);
      let sidecar = database;
      let highest = database.epoch;
      const copies: Copy[] = [];
      const begin = (isCopy = false): void => {
        database = nextGeneration(database, sidecar, { nowMs, isCopy });
        sidecar = database;
      };
      for (const happening of history) {
        nowMs += 60_000;
        const before = sidecar.epoch;
        switch (happening.kind) {
          case 'backup':
            copies.push({ kept: database, beside: sidecar, isMarked: true });
            begin();
            expect(database.epoch).toBe(before);
            break;
          case 'copy by hand':
            copies.push({ kept: database, beside: sidecar, isMarked: false });
            break;
          case 'start':
            begin();
            expect(database.epoch).toBe(before);
            break;
          case 'crash while starting':
            // The database is written first; the file beside it never was.
            database = nextGeneration(database, sidecar, { nowMs, isCopy: false });
            begin();
            expect(database.epoch).toBe(before);
            break;
          case 'restore': {
            const copy = copies[happening.which % copies.length];
            if (copy === undefined) break;
            database = copy.kept;
            if (happening.sidecar === 'is lost') sidecar = NO_GENERATION;
            if (happening.sidecar === 'goes back too') sidecar = copy.beside;
            // An unmarked copy, put back with its own sidecar, is known by the number of its file;
            // one whose sidecar stayed, by that sidecar, which has moved on since.
            if (happening.sidecar === 'stays' && !copy.isMarked) {
              sidecar = nextGeneration(sidecar, sidecar);
            }
            begin(copy.isMarked || happening.sidecar === 'goes back too');
            expect(database.epoch).toBeGreaterThan(highest);
            highest = database.epoch;
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});
