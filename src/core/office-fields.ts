/** Parts of the schemas of the organiser's API. */
import * as v from 'valibot';
import { CATEGORIES } from './category.ts';
import { cleanText } from './plain-text.ts';

/** A read-only array. */
export const listOf = <const T extends v.GenericSchema>(item: T) =>
  v.pipe(v.array(item), v.readonly());
/**
 * A transformation with a type of its own, so that openapi.json can also describe the lengths that
 * follow it.
 */
const clean: v.BaseTransformation<string, string, never> = {
  kind: 'transformation',
  type: 'clean_text',
  reference: () => clean,
  async: false,
  '~run': (dataset) => ({ ...dataset, value: cleanText(dataset.value) }),
};
/** One line of text, cleaned; it may be empty. */
export const line = (charsMax: number) => v.pipe(v.string(), clean, v.maxLength(charsMax));
/** One line of text, cleaned, with something in it. */
export const filled = (charsMax: number) =>
  v.pipe(v.string(), clean, v.minLength(1), v.maxLength(charsMax));
/** A count, from 0. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** An instant in milliseconds since 1970 UTC. */
export const instantMs = v.pipe(v.number(), v.integer());
/** What kind of signatory someone is. */
export const category = v.picklist(CATEGORIES);
/** A zone of Indonesia. */
export const zone = v.picklist(['WIB', 'WITA', 'WIT']);
/** What a device may do. */
export const grade = v.picklist(['phone', 'station']);
/** `2024-10-07T07:30`, in the zone beside it. */
export const localTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/),
);
