/**
 * A memory of at most so many things, which forgets what was not asked for of late. In two
 * generations: a list in the order of use would have to be searched through at every flood.
 */

export interface Recent<V> {
  readonly size: number;
  find(key: string): V | undefined;
  put(key: string, value: V): void;
}

export function openRecent<V>(most: number): Recent<V> {
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  const put = (key: string, value: V): void => {
    old.delete(key);
    young.set(key, value);
    if (young.size < most / 2) return;
    old = young;
    young = new Map();
  };
  return {
    get size() {
      return young.size + old.size;
    },
    find(key) {
      const fresh = young.get(key);
      if (fresh !== undefined) return fresh;
      const kept = old.get(key);
      if (kept !== undefined) put(key, kept);
      return kept;
    },
    put,
  };
}
