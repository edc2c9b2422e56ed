/**
 * Shows texts of people, agencies and gatherings inside our own words. Each is in a bidi isolate,
 * so that it cannot change the direction or place of the words around it.
 */
import type { VNode } from 'preact';
import { shownText } from '#core/plain-text.ts';

/** Shows one such text. */
export function said(text: string): VNode {
  return <bdi>{shownText(text)}</bdi>;
}

/** Marks a text inside a sentence of the dictionary, for `told`. */
export function isolated(text: string): string {
  return `\u2068${shownText(text)}\u2069`;
}

/** Shows a sentence of the dictionary with its marked texts as isolates. */
export function told(sentence: string): VNode {
  const parts = sentence.split(/[\u2068\u2069]/);
  return <>{parts.map((part, i) => (i % 2 === 0 ? part : <bdi key={i}>{part}</bdi>))}</>;
}

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The same sentence for an attribute, with Unicode's isolate characters. */
export function toldInAttribute(sentence: string): string {
  return sentence.replace(/\u2068([^\u2069]*)\u2069/g, (part, text: string) =>
    RIGHT_TO_LEFT.test(text) ? part : text,
  );
}
