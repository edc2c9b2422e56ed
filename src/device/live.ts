/** Values that can be watched. Watchers are called only when the value has really changed. */
import type { Live } from './device.ts';

export interface LiveSource<T> extends Live<T> {
  set(value: T): void;
}

export function live<T>(first: T): LiveSource<T> {
  let now = first;
  const watchers = new Set<(value: T) => void>();
  return {
    get: () => now,
    set(value) {
      if (value === now) return;
      now = value;
      for (const changed of watchers) changed(value);
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
