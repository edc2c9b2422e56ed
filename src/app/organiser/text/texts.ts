/** The organiser's words in the chosen language, and a plain sentence for every refusal. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FieldRefusal, Refusal } from '#core/office-answer.ts';
import { LIMITS } from '#core/limits.ts';
import { id, type OfficeTexts } from './id.ts';

/** The words; Indonesian until another language is loaded. */
export const OfficeTextsContext = createContext<OfficeTexts>(id);

/** The words of the chosen language. */
export function useOfficeTexts(): OfficeTexts {
  return useContext(OfficeTextsContext);
}

/** The dictionary of a language. */
export async function loadOfficeTexts(language: 'id' | 'en'): Promise<OfficeTexts> {
  return language === 'id' ? id : (await import('./en.ts')).en;
}

/** A plain sentence for why the office did not do what was asked. */
export function refusalSentence(
  { fault, signIn }: OfficeTexts,
  { code, request }: Refusal,
): string {
  switch (code) {
    case 'offline':
      return fault.offline;
    case 'timeout':
      return fault.slow;
    case 'rate-limited':
      return fault.busy;
    case 'busy':
      return fault.occupied;
    case 'not-permitted':
      return fault.denied;
    case 'signed-out':
      return fault.signedOut;
    case 'login-wrong':
      return signIn.wrong;
    case 'not-found':
      return fault.gone;
    case 'conflict':
      return fault.conflict;
    case 'too-large':
      return fault.tooLarge;
    case 'invalid':
      return fault.invalid;
    case 'malformed':
    case 'unknown-version':
      return fault.outdated;
    default:
      return `${fault.other} ${request === '' ? code : request}`;
  }
}

/** What is wrong with one field, in words. */
export function ruleSentence({ check }: OfficeTexts, rule: FieldRefusal['rule']): string {
  switch (rule) {
    case 'missing':
      return check.missing;
    case 'too-long':
      return check.tooLongPlain;
    case 'too-short':
      return check.passwordShort(LIMITS.passwordCharsMin);
    case 'before-start':
      return check.endBeforeStart;
    case 'taken':
      return check.taken;
    case 'too-small':
    case 'too-large':
    case 'invalid':
      return check.refused;
  }
}
