/**
 * Parts of the app that are fetched when they are needed. That one is not there
 * yet is an answer, not an error: on a first visit the line may break before all of it is kept.
 */
import { type Result, bad, good } from '#core/fault.ts';

/** The part. Fault: unavailable; it may be asked for again. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Result<Part>> {
  try {
    return good(await load());
  } catch (error) {
    return bad('unavailable', String(error));
  }
}
