/** The words of files that go by hand, and of leaving; they come with those screens. */
import { parcelsEn } from './parcels-en.ts';
import { parcelsId, type ParcelsTexts } from './parcels-id.ts';
import { useTexts } from './texts.ts';

/** The words in the chosen language. */
export function useParcelsTexts(): ParcelsTexts {
  return useTexts().code === 'en' ? parcelsEn : parcelsId;
}
