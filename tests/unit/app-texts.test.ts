/** The words of the screens: formal, and the same in every language. */
import { describe, expect, it } from 'vitest';
import { en } from '#app/text/en.ts';
import { id } from '#app/text/id.ts';
import { recitalEn } from '#app/text/recital-en.ts';
import { recitalId } from '#app/text/recital-id.ts';
import { stationEn } from '#app/text/station-en.ts';
import { stationId } from '#app/text/station-id.ts';
import { faultSentence } from '#app/text/texts.ts';
import { LEDGER_DOUBTS } from '#core/doubt.ts';
import { FAULTS } from '#core/fault.ts';

/** Every sentence of a dictionary; functions are asked with a placeholder. */
function sentences(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  if (typeof node === 'object' && node !== null) return Object.values(node).flatMap(sentences);
  return [];
}

describe('Indonesian', () => {
  it('has no exclamation mark, no "Anda", and no common misspelling', () => {
    const doubts = Object.values(LEDGER_DOUBTS).map((row) => row.id);
    const wrong = /!|\bAnda\b|\banda\b|silahkan|\bijin\b|\bresiko\b|kadaluarsa|\buser\b|\berror\b/;
    expect(
      sentences([id, stationId, recitalId, doubts]).filter((text) => wrong.test(text)),
    ).toEqual([]);
  });

  it('says a day and a clock in the zone of the gathering', () => {
    const ms = Date.UTC(2024, 9, 6, 23, 30);
    expect(id.moment(ms, 'WITA')).toBe('Senin, 7 Oktober 2024, pukul 07.30 WITA');
    expect(en.moment(ms, 'WIT')).toMatch(/^Monday,? 7 October 2024, 08:30 WIT$/);
    expect(id.date('1971-03-04')).toBe('4 Maret 1971');
    expect(en.date('1971-03-04')).toBe('4 March 1971');
  });
});

describe('English', () => {
  it('leaves no sentence untranslated', () => {
    const same = new Set([
      'Status',
      'Unit',
      'Ikrar',
      'English',
      'Bahasa Indonesia',
      'NIP / NI PPPK / NRP',
    ]);
    const indonesian = new Set(sentences([id, stationId, recitalId]));
    const left = sentences([en, stationEn, recitalEn]).filter(
      (text) => indonesian.has(text) && !same.has(text),
    );
    expect(left).toEqual([]);
  });
});

describe('faults', () => {
  it('of a code each have their own sentence', () => {
    const codes = [
      'not-an-invitation',
      'torn',
      'unsealed',
      'other-office',
      'expired',
      'unknown-version',
    ] as const;
    expect(new Set(codes.map((code) => faultSentence(id, code))).size).toBe(codes.length);
  });

  it('are all plain sentences in both languages, never their code', () => {
    for (const code of FAULTS) {
      expect(faultSentence(id, code)).toMatch(/^[A-Z].+\.$/);
      expect(faultSentence(en, code)).toMatch(/^[A-Z].+\.$/);
    }
  });
});
