/** The numbers of officials, each case a vector that any other implementation could use. */
import { describe, expect, it } from 'vitest';
import {
  birthDateOf,
  calendarDate,
  doubtOf,
  keptText,
  maskNumber,
  keptKind,
  nikLastFour,
  numberLabel,
  parseNumber,
} from '#core/identity.ts';
import vectors from '../vectors/identity.json' with { type: 'json' };

describe('vectors', () => {
  it.each(vectors.numbers)('reads $in', (vector) => {
    const parsed = parseNumber(vector.in);
    if (vector.fault !== undefined) {
      expect(parsed).toMatchObject({ ok: false, fault: { code: vector.fault } });
      return;
    }
    if (!parsed.ok) throw new Error(parsed.fault.code);
    const number = parsed.value;
    expect(number).toEqual({ kind: vector.kind, text: vector.text });
    expect(birthDateOf(number)).toBe(vector.born ?? null);
    expect(doubtOf(number)).toBe(vector.doubt ?? null);
    expect(keptText(number)).toBe(vector.kept ?? vector.text);
    if (vector.masked !== undefined) expect(maskNumber(number.text)).toBe(vector.masked);
  });
});

describe('NIK', () => {
  it('is kept as its last four digits only', () => {
    expect(nikLastFour({ kind: 'nik', text: '9901016207769903' })).toBe('9903');
    expect(nikLastFour({ kind: 'nip', text: '197607222001122901' })).toBeNull();
  });

  it('is known again by the four digits that were kept', () => {
    expect(['9903', '197607222001122901', '12/KT/2024', ''].map(keptKind)).toEqual([
      'nik',
      'nip',
      'other',
      'none',
    ]);
  });

  it('is never repeated in a fault', () => {
    const parsed = parseNumber('9901013207769903');
    expect(JSON.stringify(parsed)).not.toMatch(/\d{4}/);
  });
});

describe('print', () => {
  it('names each kind as officials do', () => {
    expect([numberLabel('nip'), numberLabel('nipppk')]).toEqual(['NIP', 'NI PPPK']);
    expect([numberLabel('nrp'), numberLabel('none')]).toEqual(['NRP', '']);
  });
});

describe('calendar', () => {
  it('knows leap years', () => {
    expect(calendarDate('2000', '2', '29')).toBe('2000-02-29');
    expect(calendarDate('1900', '02', '29')).toBeNull();
    expect(calendarDate('2023', '04', '31')).toBeNull();
  });

  it('refuses what is not digits', () => {
    expect(calendarDate('19e1', '1', '1')).toBeNull();
    expect(calendarDate('', '', '')).toBeNull();
  });
});
