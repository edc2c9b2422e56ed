/**
 * Loads a part of the app when it is needed. A part that cannot be loaded is a fault and not an
 * error: on a first visit the network may fail before the whole app is on the device.
 */
import { type Result, bad, good } from '#core/fault.ts';

/** Loads the part. Fault: unavailable; the caller may try again. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Result<Part>> {
  try {
    return good(await load());
  } catch (error) {
    return bad('unavailable', String(error));
  }
}
