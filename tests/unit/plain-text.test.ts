/** Texts that are kept, shown and doubted, each case a vector. */
import { describe, expect, it } from 'vitest';
import { cleanText, isNameless, shownText, tellsNik, textDoubt } from '#core/plain-text.ts';
import vectors from '../vectors/texts.json' with { type: 'json' };

describe('vectors', () => {
  it.each(vectors.texts)('$in', (vector) => {
    expect(cleanText(vector.in)).toBe(vector.clean);
    expect(shownText(vector.in)).toBe(vector.shown);
    expect(textDoubt(vector.in)).toBe(vector.doubt);
    expect(tellsNik(vector.in)).toBe(vector.nik);
  });

  it.each(vectors.nameless)('nobody is called %j', (name) => {
    expect(isNameless(name)).toBe(true);
  });
});

it('finds every sign that nobody sees, and no other', () => {
  const seen = /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}]/u;
  const filled = /[\p{DI}\p{Zl}\p{Zp}\u2800\ufffc\ufffd]/u;
  const joiner = /[\u200c\u200d]/u;
  const wrong: number[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const sign = String.fromCodePoint(point);
    const isHidden = textDoubt(`A${sign}`) === 'hidden';
    const mustBe = !seen.test(sign) || filled.test(sign);
    if (isHidden !== mustBe && !joiner.test(sign)) wrong.push(point);
  }
  expect(wrong).toEqual([]);
});

it('takes half a pair of surrogates out, which UTF-8 cannot hold', () => {
  for (const half of ['\ud800', '\udc00']) {
    expect(textDoubt(`Bud${half}ira`)).toBe('hidden');
    expect(cleanText(`Bud${half}ira`)).toBe('Budira');
  }
});

it('calls somebody by a single letter of any script', () => {
  for (const name of ['B', 'é', '王', 'ꦧ', 'أ']) expect(isNameless(name)).toBe(false);
});
