/** What holds for every text, whoever typed or sent it. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { hasNik, maskNik } from '#core/nik.ts';
import { cleanText, shownText, textDoubt } from '#core/plain-text.ts';

const PIECES = (
  'Budi|AHMAD|Nur’aini|S.Pd.|, M.M.|أحمد|٥٢٠|ꦧꦸ|ᬩᬸ|王|Сергей|а|е|ж|Σ|ο|Օ|Ꭺ|ⲟ|ꓐ|Ｂ|𝐁|①|ﬁ|ﷺ|é|ё|ї|ク|' +
  '\u202e|\u2066|\u2069|\u200b|\u200c|\u200d|\u00ad|\u180e|\ufeff|\u061c|\u0000|\u0085|\n|\t|\u2028|' +
  '\u{e0041}|\ufe0f|\ue000|\uffff|\ud800|\udc00|\ufff9|\u115f|\u3164|\u2800|\ufffc|\ufffd|' +
  '\u0301|\u0301\u0301|\u0323|\u0488|\u093f|\u094d|क|ᄀ|ᅡ|ᆨ|\u09c7|\u09be|\u0338|=|' +
  '\u00a0|\u2003|\u3000| |.|-|•|5201014107850003|5201|0141|0785|0003|197607222001122901|５|९|7'
).split('|');
const written = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
);
const RUNS = { numRuns: 5000 };

it('cleans what is clean to itself, composed, and with no doubt left', () => {
  fc.assert(
    fc.property(written, (text) => {
      const clean = cleanText(text);
      expect(cleanText(clean)).toBe(clean);
      expect(clean.normalize('NFC')).toBe(clean);
      expect(textDoubt(clean)).toBeNull();
      expect(hasNik(clean)).toBe(false);
      expect(shownText(clean)).toBe(clean);
    }),
    RUNS,
  );
});

it('shows nothing hidden, no flood of marks and no NIK, and the same again', () => {
  fc.assert(
    fc.property(written, (text) => {
      const shown = shownText(text);
      expect(shownText(shown)).toBe(shown);
      expect(shown).toMatch(
        /^(?:(?![\p{Cc}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u2066-\u2069\u202a-\u202e]).)*$/u,
      );
      expect(shown).not.toMatch(new RegExp(`\\p{M}{${LIMITS.marksMax + 1}}`, 'u'));
      expect(hasNik(shown)).toBe(false);
      if (text !== '') expect(shown).not.toBe('');
    }),
    RUNS,
  );
});

it('never shows a hidden sign, wherever it stands in a name', () => {
  const hidden = fc.constantFrom(
    ...Array.from(
      '\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200b\u2060\ufeff' +
        '\u0007\u007f\u009f\u2028\u2029\u180e\u00ad\ufe0e\u{e0020}\u{e007f}\u{e0100}\u115f\u1160\u3164' +
        '\uffa0\u2800\ufff9\ufffb\ue000\u{f0000}\ufdd0\u0378',
    ),
  );
  const name = fc.constantFrom('Budira Santoro', 'Dr. H. Ahmad, S.Pd.', 'أحمد بن محمد', '王小明');
  fc.assert(
    fc.property(name, hidden, fc.nat(20), (plain, sign, at) => {
      const text = plain.slice(0, at) + sign + plain.slice(at);
      expect(textDoubt(text)).toBe('hidden');
      expect(shownText(text).replaceAll(' ', '')).toBe(plain.replaceAll(' ', ''));
    }),
  );
});

it('leaves a name of one script as it is', () => {
  const letters = fc.oneof(
    fc.stringMatching(/^[A-Z][a-zéüñçøđʼ’'-]{1,8}$/),
    fc.stringMatching(/^[\u0621-\u063a\u0641-\u064a]{2,8}$/),
    fc.stringMatching(/^[\u4e00-\u9fa5]{2,4}$/),
    fc.stringMatching(/^[\ua98f-\ua9b2][\ua9b4-\ua9bd]?$/),
    fc.stringMatching(/^[\u1b13-\u1b33][\u1b35-\u1b3c]?$/),
  );
  const title = fc.constantFrom('', 'Dr. H. ', 'R.A. ', 'I Gusti Ngurah’ ', 'Hj. St. ');
  const degree = fc.constantFrom('', ', S.Pd., M.M.', ', S.Sos', ' (alm.)', ' d/h Budi');
  fc.assert(
    fc.property(fc.tuple(title, letters, letters, degree), ([before, first, last, after]) => {
      const name = `${before}${first} ${last}${after}`.normalize('NFC');
      expect(textDoubt(name)).toBeNull();
      expect(cleanText(name)).toBe(name);
    }),
    { numRuns: 5000 },
  );
});

it('doubts a Latin name with one letter of another script', () => {
  const other = fc.constantFrom(
    ...Array.from('аеорсухіѕһжАВЕКМНОРСТХοανιρΑΒΕΖΗօսհոՕᎪᎬᏴⲟꓮꓐ𝐚ａﬁⅯא王'),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][a-z]{2,7}$/), other, fc.nat(8), (name, sign, at) => {
      expect(textDoubt(`Siti ${name.slice(0, at)}${sign}${name.slice(at)}`)).toBe('look-alike');
    }),
    { numRuns: 3000 },
  );
});

/** Two digits of a number between both. */
function two(least: number, most: number): fc.Arbitrary<string> {
  return fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'));
}

it('covers a NIK however it is written, and never a NIP', () => {
  const day = fc.oneof(two(1, 31), two(41, 71));
  const nik = fc
    .tuple(
      fc.constantFrom('11', '21', '32', '52', '64', '76', '82', '94', '99'),
      two(1, 79),
      two(1, 40),
      day,
      two(1, 12),
      two(0, 99),
      two(0, 99),
      two(1, 99),
    )
    .map((parts) => parts.join(''));
  const gap = fc.constantFrom(
    '',
    ' ',
    '.',
    '-',
    ' - ',
    '/',
    '\u00a0',
    '\u200b',
    ',',
    '_',
    '’',
    '٫',
  );
  const zero = fc.constantFrom(0x30, 0x660, 0x966, 0xa9d0, 0x1b50, 0xff10, 0x1d7ce);
  const around = fc.constantFrom('', 'NIK ', 'NIK: ', 'Budi', ', ', ' (', 'x');
  fc.assert(
    fc.property(fc.tuple(nik, gap, zero, around, around), (drawn) => {
      const [digits, between, base, before, after] = drawn;
      const signs = Array.from(digits, (digit) => String.fromCodePoint(base + Number(digit)));
      const text = before + signs.join(between) + after;
      expect(hasNik(text)).toBe(true);
      expect(maskNik(text)).toBe(`${before}••••••••••••${signs.slice(-4).join('')}${after}`);
    }),
  );
  const nip = fc
    .tuple(two(40, 99), two(1, 12), two(1, 28), two(1, 12), two(1, 2), two(1, 99))
    .map(([year, month, date, start, sex, last]) => {
      const born = 1900 + Number(year);
      return [`${born}${month}${date}`, `${born + 25}${start}`, sex.slice(1), `0${last}`];
    });
  fc.assert(
    fc.property(nip, gap, around, (parts, between, before) => {
      const text = `${before}${parts.join(between)} Budi`;
      expect(maskNik(text)).toBe(text);
    }),
  );
});
