/** A record made from the list of its names. */

/** A record with one value for each name. */
export function recordOf<Name extends string, T>(
  names: readonly Name[],
  valueOf: (name: Name) => T,
): Record<Name, T> {
  // `fromEntries` forgets the names it was given.
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, T>;
}
