/**
 * The texts of people, agencies and gatherings among the words of a screen. Each
 * stands in an isolate, so that none turns, covers or pushes away what stands beside it.
 */
import type { VNode } from 'preact';
import { shownText } from '#core/plain-text.ts';

/** A text that stands by itself. */
export function said(text: string): VNode {
  return <bdi>{shownText(text)}</bdi>;
}

/** A text on its way into a sentence of the dictionary, to be shown by `told`. */
export function isolated(text: string): string {
  return `\u2068${shownText(text)}\u2069`;
}

/** A sentence of the dictionary, its isolated texts as elements. */
export function told(sentence: string): VNode {
  const parts = sentence.split(/[\u2068\u2069]/);
  return <>{parts.map((part, i) => (i % 2 === 0 ? part : <bdi key={i}>{part}</bdi>))}</>;
}

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The same sentence for an attribute, where signs isolate what runs from right to left. */
export function toldInAttribute(sentence: string): string {
  return sentence.replace(/\u2068([^\u2069]*)\u2069/g, (part, text: string) =>
    RIGHT_TO_LEFT.test(text) ? part : text,
  );
}
