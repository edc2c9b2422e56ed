/**
 * The eye for texts of people on a screen: each stands in an isolate, none has anything
 * hidden or a whole NIK, none makes the screen wider, and what stands beside it stays in its place.
 */
import { expect, type Page } from '@playwright/test';

/** Stands in every text that a test plants, and in no word of the dictionary. */
export const MARK = 'Zqx';

/** Looks at the screen; `least` texts of people are on it. */
export async function findNoText(page: Page, where: string, least = 1): Promise<void> {
  await expect
    .poll(async () => (await page.evaluate(look, MARK)).found, { message: where })
    .toBeGreaterThanOrEqual(least);
  const { wrong, scroll, width } = await page.evaluate(look, MARK);
  expect(wrong, where).toEqual([]);
  expect(scroll, `${where}: as wide as its screen`).toBeLessThanOrEqual(width);
}

interface Seen {
  readonly wrong: readonly string[];
  readonly found: number;
  readonly scroll: number;
  readonly width: number;
}

/** Runs in the page. */
function look(mark: string): Seen {
  const hidden = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u00ad\u3164]|\p{M}{5,}/u;
  const nik = /(?<![0-9a-f])\d{16}(?![0-9a-f])/;
  const rightToLeft = /[\u0590-\u08ff]/;
  const wrong: string[] = [];
  let found = 0;

  const range = document.createRange();
  const boxOf = (node: Node): readonly DOMRect[] => {
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  /** A text beside the isolate, on its line, does not lie on its other side. */
  const lookBeside = (isolate: Element, text: string): void => {
    const [own, ...more] = boxOf(isolate);
    if (own === undefined || more.length > 0) return;
    for (const [beside, isBefore] of [
      [isolate.previousSibling, true],
      [isolate.nextSibling, false],
    ] as const) {
      if (beside?.nodeType !== Node.TEXT_NODE) continue;
      for (const box of boxOf(beside)) {
        const isSameLine = box.top < own.bottom - 2 && own.top < box.bottom - 2;
        const isOver = isBefore ? box.right > own.left + 2 : box.left < own.right - 2;
        if (isSameLine && isOver) wrong.push(`moved: ${beside.textContent} beside ${text}`);
      }
    }
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    if (hidden.test(text)) wrong.push(`hidden: ${escape(text)}`);
    if (nik.test(text)) wrong.push(`nik: ${text}`);
    if (!text.includes(mark) || node.parentElement?.closest('script, style, textarea')) continue;
    found += 1;
    const isolate = node.parentElement?.closest('bdi') ?? null;
    if (isolate === null) wrong.push(`bare: ${node.parentElement?.outerHTML.slice(0, 200)}`);
    else lookBeside(isolate, text);
  }
  for (const element of document.querySelectorAll('[aria-label], [alt], [title], [download]')) {
    for (const name of ['aria-label', 'alt', 'title', 'download']) {
      const text = element.getAttribute(name) ?? '';
      const bare = text.replace(/\u2068[^\u2068\u2069]*\u2069/g, '');
      if (hidden.test(bare)) wrong.push(`hidden in ${name}: ${escape(text)}`);
      if (rightToLeft.test(bare)) wrong.push(`bare in ${name}: ${text}`);
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  return { wrong, found, scroll: scrollWidth, width: clientWidth };
}
