/** Walk-ins and birth dates as they are typed. */
import { describe, expect, it } from 'vitest';
import { birthState, pressDigit } from '#app/signing/birth-digits.ts';
import { checkWalkIn, cleanFields, cutNik, type WalkInFields } from '#app/signing/walk-in.ts';
import { LIMITS } from '#core/limits.ts';

const FIELDS: WalkInFields = {
  name: '  Sitti   Nurhayati,  S.Pd. ',
  number: { kind: 'typed', text: '' },
  position: 'Guru',
  unit: 'SD Negeri 14',
  category: 'asn',
};
const NIK = '9901014503809001';

describe('a walk-in', () => {
  it('keeps the name as typed but for stray spaces', () => {
    expect(checkWalkIn(FIELDS)).toEqual({
      walkIn: {
        kind: 'walk-in',
        name: 'Sitti Nurhayati, S.Pd.',
        number: '',
        position: 'Guru',
        unit: 'SD Negeri 14',
        category: 'asn',
      },
    });
  });

  it('carries no more of a NIK than four digits, cut or not', () => {
    const typed = checkWalkIn({ ...FIELDS, number: { kind: 'typed', text: NIK } });
    expect(typed).toMatchObject({ walkIn: { number: '9001' } });
    const cut = cutNik({ kind: 'typed', text: `NIK ${NIK}` });
    expect(cut).toEqual({ kind: 'nik', lastFour: '9001' });
    expect(checkWalkIn({ ...FIELDS, number: cut })).toMatchObject({ walkIn: { number: '9001' } });
  });

  it('carries no more of one that stands among words, or between other signs', () => {
    const number = { kind: 'typed', text: '9901-0145-0380-9001' } as const;
    const typed = {
      ...FIELDS,
      number,
      position: `Guru ${NIK}`,
      unit: `(${NIK})`,
      name: `B ${NIK}`,
    };
    expect(JSON.stringify(checkWalkIn(typed))).not.toContain('0380');
    expect(JSON.stringify(checkWalkIn(typed))).not.toContain('4503');
    expect(cleanFields(typed)).toMatchObject({ position: 'Guru ••••••••••••9001' });
  });

  it('is cleaned of what nobody sees, and a name has a letter', () => {
    const typed = { ...FIELDS, name: 'Si\u200btti\u202e', position: '\u3164', unit: 'SD\u00a0 1' };
    expect(cleanFields(typed)).toMatchObject({ name: 'Sitti', position: '', unit: 'SD 1' });
    expect(checkWalkIn(typed)).toEqual({ faults: { position: 'missing' } });
    for (const name of ['\u3164', '...', '12']) {
      expect(checkWalkIn({ ...FIELDS, name })).toEqual({ faults: { name: 'missing' } });
    }
  });

  it('takes no four digits alone, which on paper would be called the end of a NIK', () => {
    const checked = checkWalkIn({ ...FIELDS, number: { kind: 'typed', text: '9001' } });
    expect(checked).toEqual({ faults: { number: 'number-invalid' } });
  });

  it('keeps every other number whole', () => {
    const nip = { kind: 'typed', text: '19760722 200112 2 901' } as const;
    expect(cutNik(nip)).toBe(nip);
    const checked = checkWalkIn({ ...FIELDS, number: nip });
    expect(checked).toMatchObject({ walkIn: { number: '197607222001122901' } });
  });

  it('names every field that is wrong', () => {
    const empty = { ...FIELDS, name: ' ', position: '', unit: '', category: null };
    const checked = checkWalkIn({ ...empty, number: { kind: 'typed', text: '12345678901234567' } });
    expect(checked).toEqual({
      faults: {
        name: 'missing',
        position: 'missing',
        unit: 'missing',
        category: 'missing',
        number: 'number-invalid',
      },
    });
  });

  it('refuses what is longer than an entry may hold', () => {
    const unit = 'x'.repeat(LIMITS.unitCharsMax + 1);
    expect(checkWalkIn({ ...FIELDS, unit })).toEqual({ faults: { unit: 'name-too-long' } });
  });
});

describe('a birth date on the keypad', () => {
  it('takes eight digits and nothing else', () => {
    const typed = '1403x19711'.split('').reduce(pressDigit, '');
    expect(typed).toBe('14031971');
  });

  it('is searched only when it is whole', () => {
    expect(birthState('')).toBe('typing');
    expect(birthState('1403197')).toBe('typing');
    expect(birthState('14031971')).toBe('whole');
  });

  it('is refused as soon as no calendar has it', () => {
    expect(birthState('32')).toBe('no-such-day');
    expect(birthState('3113')).toBe('no-such-day');
    expect(birthState('3002')).toBe('no-such-day');
    expect(birthState('2902')).toBe('typing');
    expect(birthState('29021996')).toBe('whole');
    expect(birthState('29021997')).toBe('no-such-day');
  });
});
