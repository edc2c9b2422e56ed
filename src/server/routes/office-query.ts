/** What stands behind the question mark of an address: text that becomes numbers. */
import * as v from 'valibot';

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/),
    v.transform(Number),
    v.number(),
    v.minValue(min),
    v.maxValue(max),
  );

/** Which page of a list, from 1. */
export const pageNumber = v.optional(wholeNumber(1, 1_000_000), '1');

/** How wide a picture is, in pixels. */
export const pictureWidth = v.optional(wholeNumber(200, 4_000), '1000');
