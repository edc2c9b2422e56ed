/** Seeded chance for demo data, benches and tests: the same seed always tells the same story. */

/** A stream of seeded chance. */
export interface Chance {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number from min to max, both included. */
  readonly int: (min: number, max: number) => number;
  /** One of the list, each as likely as the others. */
  readonly pick: <T>(list: readonly [T, ...T[]] | readonly T[]) => T;
}

/**
 * Starts a stream (mulberry32) from any whole number; neighbouring seeds give unrelated streams.
 */
export function chance(seed: number): Chance {
  let state = Math.imul(seed | 0, 0x9e3779b1) >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error('nothing to pick from an empty list');
      return picked;
    },
  };
}
