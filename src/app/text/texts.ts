/**
 * Gives every screen the words of the chosen language. English is loaded only when it is chosen.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FaultCode } from '#core/fault.ts';
import { id, type Texts } from './id.ts';

/** The languages of the field screens. */
export type Language = Texts['code'];

/** The words; Indonesian until another language is loaded. */
export const TextsContext = createContext<Texts>(id);

/** The words of the chosen language. */
export function useTexts(): Texts {
  return useContext(TextsContext);
}

/** The dictionary of a language. */
export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'id' ? id : (await import('./en.ts')).en;
}

/** A plain sentence for a fault on the way to a gathering. */
export function faultSentence({ fault }: Texts, code: FaultCode): string {
  switch (code) {
    case 'not-an-invitation':
      return fault.notOurs;
    case 'torn':
      return fault.torn;
    case 'unsealed':
      return fault.unsealed;
    case 'other-office':
      return fault.otherOffice;
    case 'expired':
      return fault.expired;
    case 'unknown-version':
      return fault.newer;
    case 'offline':
    case 'timeout':
    case 'unavailable':
    case 'rate-limited':
      return fault.offline;
    case 'storage-full':
      return fault.storageFull;
    case 'storage-missing':
      return fault.storageMissing;
    case 'storage-failed':
      return fault.storageFailed;
    case 'camera-missing':
      return fault.cameraMissing;
    case 'camera-refused':
      return fault.cameraRefused;
    case 'not-permitted':
    case 'not-enrolled':
      return fault.notPermitted;
    default:
      return fault.other;
  }
}
