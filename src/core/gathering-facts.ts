/**
 * The facts of a gathering in the order in which they are told, and the texts of it that no device
 * gets: they stand on posters, papers and the office's screens alone, and can be changed later.
 */
import * as v from 'valibot';
import { type Span, formatClocks, formatDays } from './dates.ts';
import { LIMITS } from './limits.ts';
import { line } from './office-fields.ts';
import { recordOf } from './record.ts';
import type { Zone } from './time.ts';

/** Each text that no device gets: how long it may be, and whether it stands on the poster too. */
export const PRINTED_TEXTS = {
  number: { charsMax: LIMITS.titleCharsMax, isOnPoster: false },
  leader: { charsMax: LIMITS.nameCharsMax, isOnPoster: false },
  dressCode: { charsMax: LIMITS.dressCodeCharsMax, isOnPoster: true },
} as const;

/** The name of a text that no device gets. */
export type PrintedText = keyof typeof PRINTED_TEXTS;

/** Their names. */
export const PRINTED_NAMES = Object.keys(PRINTED_TEXTS) as readonly PrintedText[]; // its own keys

/** Who confirms the papers; the city stands before the date. */
export const confirmedBy = v.object({
  city: line(LIMITS.placeCharsMax),
  position: line(LIMITS.positionCharsMax),
  name: line(LIMITS.nameCharsMax),
  rank: line(LIMITS.rankCharsMax),
  number: line(LIMITS.numberCharsMax),
});

/** See confirmedBy. */
export type ConfirmedBy = v.InferOutput<typeof confirmedBy>;

/** What no device gets, as a gathering is made, kept and shown. What is left out is empty. */
export const printed = v.object({
  ...recordOf(PRINTED_NAMES, (name) => v.optional(line(PRINTED_TEXTS[name].charsMax), '')),
  confirmedBy: v.optional(v.nullable(confirmedBy), null),
});

/** See printed. */
export type Printed = v.InferOutput<typeof printed>;

/** All of it left out. */
export const NOTHING_PRINTED: Printed = v.parse(printed, {});

/** A change of it. What is left out stays as it is. */
export const changedPrinted = v.object({
  ...recordOf(PRINTED_NAMES, (name) => v.optional(line(PRINTED_TEXTS[name].charsMax))),
  confirmedBy: v.optional(v.nullable(confirmedBy)),
});

/** See changedPrinted. */
export type ChangedPrinted = v.InferOutput<typeof changedPrinted>;

/** What a gathering's facts are made of. */
export interface ToldGathering extends Readonly<Record<PrintedText, string>> {
  readonly title: string;
  readonly place: string;
  readonly startsAtMs: number;
  /** Null while the end is open. */
  readonly endsAtMs: number | null;
  readonly zone: Zone;
}

const FACTS = {
  title: ({ title }) => title,
  number: ({ number }) => number,
  days: (told, { days }) => days(spanOf(told), told.zone),
  clocks: (told, { clocks }) => clocks(spanOf(told), told.zone),
  place: ({ place }) => place,
  leader: ({ leader }) => leader,
  dressCode: ({ dressCode }) => dressCode,
} as const satisfies Record<
  'title' | 'days' | 'clocks' | 'place' | PrintedText,
  (told: ToldGathering, words: FactWords) => string
>;

/** The name of a fact. */
export type FactName = keyof typeof FACTS;

/** How facts are said in a language. */
export interface FactWords {
  readonly labels: Readonly<Record<FactName, string>>;
  readonly days: (span: Span, zone: Zone) => string;
  readonly clocks: (span: Span, zone: Zone) => string;
}

/** In Indonesian, the language of posters and papers. */
export const FACT_WORDS: FactWords = {
  labels: {
    title: 'Acara',
    number: 'Nomor kegiatan',
    days: 'Hari, tanggal',
    clocks: 'Waktu',
    place: 'Tempat',
    leader: 'Pimpinan acara',
    dressCode: 'Pakaian',
  },
  days: formatDays,
  clocks: formatClocks,
};

/** A fact as it is told. */
export interface Fact {
  readonly name: FactName;
  readonly label: string;
  readonly value: string;
}

/** Every fact of a gathering that is not empty. */
export function factsOf(told: ToldGathering, words: FactWords = FACT_WORDS): readonly Fact[] {
  const names = Object.keys(FACTS) as readonly FactName[]; // its own keys
  return names
    .map((name) => ({ name, label: words.labels[name], value: FACTS[name](told, words) }))
    .filter(({ value }) => value !== '');
}

/** True of a text that no device gets. */
export function isPrinted(name: FactName): name is PrintedText {
  return name in PRINTED_TEXTS;
}

/** Those that stand on the poster, below its title, day and place. */
export function posterFactsOf(told: ToldGathering): readonly Fact[] {
  return factsOf(told).filter(({ name }) => isPrinted(name) && PRINTED_TEXTS[name].isOnPoster);
}

function spanOf({ startsAtMs, endsAtMs }: ToldGathering): Span {
  return { fromMs: startsAtMs, toMs: endsAtMs };
}
