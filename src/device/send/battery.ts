/**
 * Yields how full the battery is, so that the office sees which tablet will not last the morning.
 * The rule: nobody waits for it, and a browser that does not tell is nothing to speak of.
 */

interface Battery {
  /** From 0 to 1. */
  readonly level: number;
}

/** Undefined before it was asked for. */
let battery: Battery | null | undefined;

/** Whole percent; null until the browser has told, and where it never does. */
export function batteryPercent(): number | null {
  if (battery === undefined) void ask();
  return battery ? Math.round(battery.level * 100) : null;
}

async function ask(): Promise<void> {
  battery = null;
  // Only some browsers have it, and the types of none.
  const source = navigator as { readonly getBattery?: () => Promise<Battery> };
  try {
    battery = (await source.getBattery?.()) ?? null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // it is not allowed on this page
  }
}
