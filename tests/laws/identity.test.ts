/** What holds for every number, whatever is typed. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { birthDateOf, doubtOf, keptText, maskNumber, parseNumber } from '#core/identity.ts';

const pad = (value: number, width: number) => String(value).padStart(width, '0');

const nip = fc
  .record({
    born: fc.date({
      min: new Date('1940-01-01'),
      max: new Date('2005-12-31'),
      noInvalidDate: true,
    }),
    age: fc.integer({ min: 17, max: 60 }),
    pair: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 39 })),
    sex: fc.integer({ min: 1, max: 2 }),
    sequence: fc.integer({ min: 901, max: 999 }),
  })
  .map(({ born, age, pair, sex, sequence }) => {
    const day = born.toISOString().slice(0, 10);
    const start = `${Number(day.slice(0, 4)) + age}${pad(pair, 2)}`;
    return {
      day,
      contracted: pair >= 20,
      text: `${day.replaceAll('-', '')}${start}${sex}${sequence}`,
    };
  });

const dirt = fc.constantFrom('', ' ', '\u00a0', '.', "'", '\u200b');

it('accepts every NIP and NI PPPK, and tells the two apart', () => {
  fc.assert(
    fc.property(nip, ({ day, contracted, text }) => {
      const parsed = parseNumber(text);
      expect(parsed).toEqual({ ok: true, value: { kind: contracted ? 'nipppk' : 'nip', text } });
      if (parsed.ok) expect(birthDateOf(parsed.value)).toBe(day);
    }),
  );
});

it('reads a NIP through dirt between its digits', () => {
  fc.assert(
    fc.property(nip, fc.array(dirt, { minLength: 18, maxLength: 18 }), ({ text }, between) => {
      const dirty = Array.from(text, (digit, i) => digit + (i < 15 ? between[i] : '')).join('');
      const parsed = parseNumber(dirty);
      expect(parsed.ok && parsed.value.text).toBe(text);
    }),
  );
});

it('never takes what a spreadsheet rounded for a number', () => {
  fc.assert(
    fc.property(nip, ({ text }) => {
      const rounded = `${text.slice(0, 15)}000`;
      expect(parseNumber(rounded)).toMatchObject({ fault: { code: 'number-damaged' } });
    }),
  );
});

it('doubts whatever a program that used floats can leave', () => {
  fc.assert(
    fc.property(nip, ({ text }) => {
      for (const left of [String(Number(text)), String(BigInt(Number(text)))]) {
        const parsed = parseNumber(left);
        if (parsed.ok) expect(doubtOf(parsed.value)).toBe('number-damaged');
      }
      const first = parseNumber(`${text.slice(0, 15)}001`);
      expect(first.ok && doubtOf(first.value)).not.toBe('number-damaged');
    }),
  );
});

it('reads its own text as the same number', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        nip.map(({ text }) => text),
        fc.stringMatching(/^(NI[PK] ?)?[0-9./ A-Z]{0,24}$/),
      ),
      (typed) => {
        const first = parseNumber(typed);
        if (!first.ok) return;
        expect(parseNumber(first.value.text)).toEqual(first);
      },
    ),
    { numRuns: 5000 },
  );
});

it('never shows digits 9 to 15 of a NIP', () => {
  fc.assert(
    fc.property(nip, ({ text }) => {
      expect(maskNumber(text)).toBe(`${text.slice(0, 8)}•••••••${text.slice(15)}`);
    }),
  );
});

it('never keeps or shows more than four digits of a NIK', () => {
  const nik = fc.stringMatching(/^99[0-9]{4}[01][1-9]0[1-9][0-9]{2}9[0-9]{3}$/);
  fc.assert(
    fc.property(nik, (text) => {
      const parsed = parseNumber(text);
      if (!parsed.ok) throw new Error(parsed.fault.detail);
      expect(keptText(parsed.value)).toBe(text.slice(12));
      expect(maskNumber(text)).toBe(`••••••••••••${text.slice(12)}`);
    }),
  );
});

it('reads what is kept of a number as that number again', () => {
  const typed = fc.string({
    unit: fc.constantFrom('1', '9', 'e', 'E', '.', ' ', '/', '\u200b', '\u0301', "'", 'ﬁ', 'NIP '),
    maxLength: 12,
  });
  fc.assert(
    fc.property(typed, (text) => {
      const parsed = parseNumber(text);
      if (!parsed.ok) return;
      const again = parseNumber(keptText(parsed.value));
      expect(again.ok && again.value.text).toBe(keptText(parsed.value));
    }),
    { numRuns: 5_000 },
  );
});
