/** Yields a memory of so many things: one more, and what was longest not asked for is forgotten. */

export interface Recent<V> {
  readonly size: number;
  find(key: string): V | undefined;
  put(key: string, value: V): void;
}

export function openRecent<V>(most: number): Recent<V> {
  const kept = new Map<string, V>(); // in the order of their last use
  const put = (key: string, value: V): void => {
    kept.delete(key);
    kept.set(key, value);
    if (kept.size <= most) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };
  return {
    get size() {
      return kept.size;
    },
    find(key) {
      const value = kept.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    put,
  };
}
