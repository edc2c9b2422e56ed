/**
 * The language and the text size of this device. Where the browser forbids storage the defaults are
 * used.
 */
import { useState } from 'preact/hooks';
import type { Language } from './text/texts.ts';

/** Steps of text size, from the normal 18 px up. */
export const TEXT_SIZES = [0, 1, 2] as const;

/** How large text is. */
export type TextSize = (typeof TEXT_SIZES)[number];

/** What a person may choose. */
export interface Preferences {
  readonly language: Language;
  readonly textSize: TextSize;
}

const KEY = 'ikrar.preferences';
const DEFAULTS: Preferences = { language: 'id', textSize: 0 };

/** The preferences, and how to change them. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(read);
  const change = (changed: Partial<Preferences>): void => {
    const next = { ...preferences, ...changed };
    setPreferences(next);
    write(next);
  };
  return [preferences, change];
}

function read(): Preferences {
  const [language, size] = (storage()?.getItem(KEY) ?? '').split(' ');
  return {
    language: language === 'en' ? 'en' : DEFAULTS.language,
    textSize: TEXT_SIZES.find((one) => String(one) === size) ?? DEFAULTS.textSize,
  };
}

function write({ language, textSize }: Preferences): void {
  storage()?.setItem(KEY, `${language} ${textSize}`);
}

/** Even naming localStorage throws where storage is forbidden. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
