/** The words of the recital; they come with the steward's screen. */
import { recitalEn } from './recital-en.ts';
import { recitalId, type RecitalTexts } from './recital-id.ts';
import { useTexts } from './texts.ts';

/** The words in the chosen language. */
export function useRecitalTexts(): RecitalTexts {
  return useTexts().code === 'en' ? recitalEn : recitalId;
}
