/** Tells stories of hostile phones, with a new office now and then so that none grows old. */
import { type FieldOffice, openFieldOffice } from '../../support/office-with-field.ts';
import type { HostileBug } from './bugs.ts';
import { PEOPLE, tellHostile } from './story.ts';

const STORIES_MAX = 100;

/** Seeds from `from`, so many; calls back with what was broken in each, or null. */
export async function tellHostiles(
  { from, count, bug }: { from: number; count: number; bug: HostileBug | null },
  told: (seed: number, violation: string | null) => boolean,
): Promise<void> {
  for (let first = from; first < from + count; first += STORIES_MAX) {
    await using at: FieldOffice = await openFieldOffice({ people: PEOPLE });
    const last = Math.min(first + STORIES_MAX, from + count);
    for (let seed = first; seed < last; seed++) {
      const goesOn = told(seed, await tellHostile(at, { seed, bug }));
      if (!goesOn) return;
    }
  }
}
