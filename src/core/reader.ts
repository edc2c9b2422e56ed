/**
 * Reads positional arrays field by field, so that unknown values become a type or a fault. The
 * first field that does not fit is remembered; `end` then answers a fault that names it.
 */
import type { Bytes } from './bytes.ts';
import type { Wire } from './codec.ts';
import { type Result, bad, good } from './fault.ts';

/** Reads one positional array from first to last. */
export interface Reader {
  /** A safe integer within [min, max]; 0 after a misfit. */
  int(name: string, range?: { readonly min?: number; readonly max?: number }): number;
  /** A text of at most max characters; empty after a misfit. */
  text(name: string, charsMax: number): string;
  /** A byte string of exactly or at most so many bytes. */
  bytes(name: string, size: { readonly exact: number } | { readonly max: number }): Bytes;
  /** A boolean. */
  flag(name: string): boolean;
  /** An array of at most max items. */
  list(name: string, itemsMax: number): readonly Wire[];
  /** The next value as it is, when the caller parses it. */
  any(): Wire;
  /** True, and skips it, when the next value is null. */
  isNull(): boolean;
  /** Marks the whole as misfit. */
  refuse(name: string): void;
  /** The built value when every field fitted and none is left over. */
  end<T>(value: T): Result<T>;
}

const NOTHING: Bytes = new Uint8Array(0);

/** A reader over a decoded value that should be a positional array. */
export function readArray(array: Wire | undefined, what: string): Reader {
  const items: readonly Wire[] = Array.isArray(array) ? (array as readonly Wire[]) : [];
  let misfit = Array.isArray(array) ? '' : 'not an array';
  let at = 0;
  const miss = <T>(name: string, fallback: T): T => {
    if (misfit === '') misfit = name;
    return fallback;
  };
  return {
    int(name, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}) {
      const item = items[at++];
      const fits = typeof item === 'number' && Number.isSafeInteger(item);
      return fits && item >= min && item <= max ? item : miss(name, 0);
    },
    text(name, charsMax) {
      const item = items[at++];
      return typeof item === 'string' && item.length <= charsMax ? item : miss(name, '');
    },
    bytes(name, size) {
      const item = items[at++];
      if (!(item instanceof Uint8Array)) return miss(name, NOTHING);
      const fits = 'exact' in size ? item.length === size.exact : item.length <= size.max;
      // decode gives views over the input's own ArrayBuffer, never over shared memory.
      return fits ? (item as Bytes) : miss(name, NOTHING);
    },
    flag(name) {
      const item = items[at++];
      return typeof item === 'boolean' ? item : miss(name, false);
    },
    list(name, itemsMax) {
      const item = items[at++];
      if (!Array.isArray(item) || item.length > itemsMax) return miss(name, []);
      return item as readonly Wire[];
    },
    any: () => items[at++] ?? null,
    isNull() {
      if (items[at] !== null) return false;
      at++;
      return true;
    },
    refuse: (name) => miss(name, undefined),
    end<T>(value: T) {
      if (misfit === '' && at !== items.length) misfit = 'length';
      return misfit === '' ? good(value) : bad('malformed', `${what}: ${misfit}`);
    },
  };
}

/** Parses every item of a list; the first fault stands for all. */
export function readEach<T>(
  items: readonly Wire[],
  parse: (item: Wire) => Result<T>,
): Result<readonly T[]> {
  const values: T[] = [];
  for (const item of items) {
    const parsed = parse(item);
    if (!parsed.ok) return parsed;
    values.push(parsed.value);
  }
  return good(values);
}
