/**
 * The level of the battery. The office shows it, so that a tablet with little charge is noticed.
 * Sending never waits for it. A browser that does not tell is no fault.
 */

interface Battery {
  /** From 0 to 1. */
  readonly level: number;
}

/** Undefined until the first call; null when this browser does not tell. */
let battery: Battery | null | undefined;

/** Whole percent; null until the browser has told, and where it never does. */
export function batteryPercent(): number | null {
  if (battery === undefined) void ask();
  return battery ? Math.round(battery.level * 100) : null;
}

async function ask(): Promise<void> {
  battery = null;
  // Only Chromium has getBattery, and TypeScript's DOM types do not.
  const source = navigator as { readonly getBattery?: () => Promise<Battery> };
  try {
    battery = (await source.getBattery?.()) ?? null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // the page is not allowed to ask
  }
}
