/** The words of a desk's own screens; they come with these, not with the first load. */
import { stationEn } from './station-en.ts';
import { stationId, type StationTexts } from './station-id.ts';
import { useTexts } from './texts.ts';

/** The words in the chosen language. */
export function useStationTexts(): StationTexts {
  return useTexts().code === 'en' ? stationEn : stationId;
}
