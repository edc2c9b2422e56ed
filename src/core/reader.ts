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
  return new ArrayReader(array, what);
}

/**
 * A class, not closures: an office makes four of these for every entry, and closures took a third
 * more time.
 */
class ArrayReader implements Reader {
  readonly #items: readonly Wire[];
  readonly #what: string;
  #at = 0;
  #misfit: string;

  constructor(array: Wire | undefined, what: string) {
    this.#items = Array.isArray(array) ? (array as readonly Wire[]) : [];
    this.#misfit = Array.isArray(array) ? '' : 'not an array';
    this.#what = what;
  }

  int(name: string, range?: { readonly min?: number; readonly max?: number }): number {
    const item = this.#items[this.#at++];
    if (typeof item !== 'number' || !Number.isSafeInteger(item)) return this.#miss(name, 0);
    const fits = item >= (range?.min ?? 0) && item <= (range?.max ?? Number.MAX_SAFE_INTEGER);
    return fits ? item : this.#miss(name, 0);
  }

  text(name: string, charsMax: number): string {
    const item = this.#items[this.#at++];
    return typeof item === 'string' && item.length <= charsMax ? item : this.#miss(name, '');
  }

  bytes(name: string, size: { readonly exact: number } | { readonly max: number }): Bytes {
    const item = this.#items[this.#at++];
    if (!(item instanceof Uint8Array)) return this.#miss(name, NOTHING);
    const fits = 'exact' in size ? item.length === size.exact : item.length <= size.max;
    // decode gives views over the input's own ArrayBuffer, never over shared memory.
    return fits ? (item as Bytes) : this.#miss(name, NOTHING);
  }

  flag(name: string): boolean {
    const item = this.#items[this.#at++];
    return typeof item === 'boolean' ? item : this.#miss(name, false);
  }

  list(name: string, itemsMax: number): readonly Wire[] {
    const item = this.#items[this.#at++];
    if (!Array.isArray(item) || item.length > itemsMax) return this.#miss(name, []);
    return item as readonly Wire[];
  }

  any(): Wire {
    return this.#items[this.#at++] ?? null;
  }

  isNull(): boolean {
    if (this.#items[this.#at] !== null) return false;
    this.#at++;
    return true;
  }

  refuse(name: string): void {
    this.#miss(name, undefined);
  }

  end<T>(value: T): Result<T> {
    if (this.#misfit === '' && this.#at !== this.#items.length) this.#misfit = 'length';
    return this.#misfit === '' ? good(value) : bad('malformed', `${this.#what}: ${this.#misfit}`);
  }

  /** The first misfit is remembered. */
  #miss<T>(name: string, fallback: T): T {
    if (this.#misfit === '') this.#misfit = name;
    return fallback;
  }
}

/** True for a number beyond the end of a closed list: a later version has more in it. */
export function isLater(number: Wire | undefined, list: readonly string[]): boolean {
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= list.length;
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
