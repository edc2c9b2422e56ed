/** Yields the words of the steward's screen; they come with it, not with the first load. */
import { stationEn } from './station-en.ts';
import { stationId, type StationTexts } from './station-id.ts';
import { useTexts } from './texts.ts';

/** The words in the chosen language. */
export function useStationTexts(): StationTexts {
  return useTexts().code === 'en' ? stationEn : stationId;
}
