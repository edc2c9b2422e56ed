/**
 * Texts of people as they may be kept and shown. What nobody sees, what turns the text around it,
 * and what looks like another letter is no part of a name. Three uses: `cleanText` where a person
 * types, `textDoubt` where another client sends, `shownText` before any screen or paper. A name in
 * any one script passes as it is, with its accents, apostrophes and titles.
 */
import { LIMITS } from './limits.ts';
import { asciiDigit, hasNik, maskNik } from './nik.ts';

/** What can be wrong in a text, in the order in which it is looked for. */
export const TEXT_DOUBTS = ['hidden', 'look-alike', 'marks'] as const;

/** What is wrong in a text: something unseen, letters of another script, or a flood of marks. */
export type TextDoubt = (typeof TEXT_DOUBTS)[number];

/**
 * What a person typed, as it is kept: composed (NFC), single blanks, nothing hidden, letters of one
 * script in each word, few marks, and four digits of a NIK. Doing it twice changes nothing, and
 * the result has no doubt. Only for a finished text: what an input method is at is left alone.
 */
export function cleanText(text: string): string {
  const clean = maskNik(trimmed(withFewMarks(respelt(seen(text)))));
  // Where something was covered or taken out, the rest may read otherwise.
  return clean === text ? clean : cleanText(clean);
}

/** What is wrong in a text that another client sent; null when nothing is. Blanks never are. */
export function textDoubt(text: string): TextDoubt | null {
  if (PLAIN.test(text)) return null;
  const plain = seen(text);
  if (plain !== text.normalize('NFC')) return 'hidden';
  const spelt = respelt(plain);
  if (spelt !== plain) return 'look-alike';
  return withFewMarks(spelt) === spelt ? null : 'marks';
}

/**
 * A text from elsewhere as screens and paper show it: letters as they came, nothing hidden, few
 * marks, and a NIK covered. Where nothing is left of what was sent, U+FFFD tells that there was.
 */
export function shownText(text: string): string {
  const shown = maskNik(visibleText(text));
  return shown === '' && text !== '' ? '\uFFFD' : shown;
}

/** The same with every digit, for what nobody typed, such as a digest. */
export function visibleText(text: string): string {
  return trimmed(withFewMarks(seen(text)));
}

/** True when all digits of a NIK can be read in a text. */
export function tellsNik(text: string): boolean {
  return hasNik(seen(text));
}

/** True of a name without a letter: nobody can be called by it. */
export function isNameless(name: string): boolean {
  return !/\p{L}/u.test(seen(name));
}

// Nothing in it can be doubted: Latin with its accents, and the quotes that stand in names.
const PLAIN = /^[ -~\xa1-\xac\xae-\u02af\u02bb\u02bc\u2018\u2019]*$/;
const BREAKS = /[\t-\r\u0085\u2028\u2029]+/g;
// Scripts whose letters join. There ZWNJ and ZWJ are spelling, as in Persian, Javanese, Balinese.
const JOINING =
  'Arab Syrc Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Bali Java Sund'.replace(
    /(\w+) ?/g,
    '\\p{sc=$1}',
  );
// C is what controls or turns, tags, is private, unassigned or half a pair; DI also what only
// selects or fills. The blank of Braille is empty; U+FFFD stood for half a pair on the wire.
const HIDDEN = new RegExp(
  `((?=[\\p{L}\\p{M}])[${JOINING}][\\u200c\\u200d])(?=\\p{L})(?=[${JOINING}])` +
    '|[\\p{C}\\p{DI}\\u2800\\ufffc\\ufffd]',
  'gu',
);

function seen(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(BREAKS, ' ').replace(HIDDEN, '$1').normalize('NFC');
}

function trimmed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const MARKS = '\\p{M}[\\p{M}\\u200c\\u200d]*';
const FLOOD = new RegExp(
  `([\\p{sc=Latn}\\p{N}]\\p{M}{${LIMITS.latinMarksMax}}|\\p{M}{${LIMITS.marksMax}})${MARKS}`,
  'gu',
);
// A mark without a letter would stand on whatever is shown before the text.
const ASTRAY = new RegExp(`(^|[^\\p{L}\\p{N}\\p{M}])${MARKS}`, 'gu');

function withFewMarks(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(FLOOD, '$1').replace(ASTRAY, '$1');
}

// Letters of Cyrillic, Greek, Armenian and Cherokee, and the Latin ones they look like, after the
// confusables of Unicode's UTS 39. What is mixed with Latin of any other script stands apart.
const LOOKS: readonly (readonly [others: string, latin: string])[] = [
  ['АВЕЅІЈКМНОРСТУХҮԌԚԜѴӀаԁеѕіјкорсухүԛԝѵӏһгпԍ', 'ABESIJKMHOPCTYXYGQWVIadesijkopcyxyqwvlhrng'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿαβγικνορςστυχηωϲϳ', 'ABEZHIKMNOPTYXCJaByiKvopcotuxnwcj'],
  ['ՍՏՕԼհոռսօզցգյլղ', 'USOLhnnuoqgqjln'],
  ['ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏭᏯᏴ', 'DRTiyAJEWMHYGhZbRWSVSLCPKdGB'],
];
const LATIN_OF: ReadonlyMap<string, string> = new Map(
  LOOKS.flatMap(([others, latin]) => Array.from(others, (sign, i) => [sign, latin[i] ?? sign])),
);
// The scripts that letters are told apart by; those of all others look like nothing else.
const SCRIPTS = 'Latn Cyrl Grek Armn Cher'
  .split(' ')
  .map((script) => new RegExp(`\\p{sc=${script}}`, 'u'));
const OF_NO_SCRIPT = /[^\p{L}]|[\p{sc=Zyyy}\p{sc=Zinh}]/u;
const LATIN = 0;
const WORDS = /[\p{L}\p{M}\p{Nd}]+/gu;
// Latin beyond its accents, and all that only borrows letters: wide, slanted, circled.
const BORROWED = /(?=[\p{Alphabetic}\p{N}])[\p{sc=Latn}\p{sc=Zyyy}]/u;

/** Each word in letters of one script, digits of the script around them. */
function respelt(text: string): string {
  if (PLAIN.test(text)) return text;
  const plain = text.replace(/[\u02b0-\u{10ffff}]/gu, plainForm).normalize('NFD');
  const words = plain.match(WORDS) ?? [];
  const isLatin = words.some((word) => {
    const scripts = scriptsOf(word);
    return scripts.has(LATIN) || scripts.size > 1;
  });
  const spelt = plain.replace(WORDS, (word) => respeltWord(word, isLatin));
  const areAscii = /[\d\p{sc=Latn}]/u.test(spelt) || scriptsOf(spelt).size === 0;
  return (areAscii ? spelt.replace(/\p{Nd}/gu, asciiDigit) : spelt).normalize('NFC');
}

function plainForm(sign: string): string {
  const form = sign.normalize('NFKC');
  return BORROWED.test(sign) && /^(?:\p{L}+|\p{Nd})$/u.test(form) ? form : sign;
}

/** A word of mixed letters becomes Latin as far as it looks so; what does not stands apart. */
function respeltWord(word: string, isLatin: boolean): string {
  const latin = Array.from(word, (sign) => LATIN_OF.get(sign) ?? sign).join('');
  if (scriptsOf(word).size > 1) return partedByScript(latin);
  return isLatin && [...scriptsOf(latin)].every((script) => script === LATIN) ? latin : word;
}

function partedByScript(word: string): string {
  let last: number | null = null;
  return Array.from(word, (sign) => {
    const script = scriptOf(sign);
    const isOther = script !== null && last !== null && script !== last;
    last = script ?? last;
    return isOther ? ` ${sign}` : sign;
  }).join('');
}

function scriptsOf(text: string): ReadonlySet<number> {
  return new Set(Array.from(text, scriptOf).filter((script) => script !== null));
}

/** Which script a letter is of; null for what is of none, as digits and marks. */
function scriptOf(sign: string): number | null {
  return OF_NO_SCRIPT.test(sign) ? null : SCRIPTS.findIndex((script) => script.test(sign));
}
