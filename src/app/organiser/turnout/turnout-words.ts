/** What the figures of a gathering are worth, in words. Pure, so that each case can be tested. */
import type { Turnout } from '#core/office-gathering-api.ts';
import type { Zone } from '#core/time.ts';
import type { Texts } from '#app/text/id.ts';
import type { OfficeTexts } from '../text/id.ts';

/** What the words are taken from. */
interface Speaking {
  readonly words: OfficeTexts['turnout'];
  readonly texts: Pick<Texts, 'count' | 'moment'>;
}

/** What the figures are, and until when, or what would make them final. */
interface Worth {
  /** Figures that may still grow have the look of a warning. */
  readonly look: 'info' | 'warn';
  readonly what: string;
  readonly more: string | null;
}

/** No figure is called final while any device may hold more. */
export function worthOf(
  { provisional, knownUntilMs }: Pick<Turnout, 'provisional' | 'knownUntilMs'>,
  { words, texts, zone }: Speaking & { readonly zone: Zone },
): Worth {
  if (provisional === null) {
    const isKnown = knownUntilMs !== null;
    return {
      look: 'info',
      what: words.final,
      more: isKnown ? words.knownUntil(texts.moment(knownUntilMs, zone)) : null,
    };
  }
  const { why, devicesOutstanding } = provisional;
  return {
    look: 'warn',
    what: words.provisional[why](texts.count(devicesOutstanding)),
    more: words.toFinal[why],
  };
}

/** What cannot be proven, or is not counted: it stands beside final figures too. */
export function remarkLines(
  { unproven, unprovenPhones, wasPutBack, setAside, accepted }: Turnout['remarks'],
  { words: { remarks: words }, texts: { count } }: Speaking,
): readonly string[] {
  return [
    ...(unproven > 0 ? [words.unproven(count(unproven))] : []),
    ...(unprovenPhones > 0 ? [words.unprovenPhones(count(unprovenPhones))] : []),
    ...(wasPutBack ? [words.putBack] : []),
    ...(setAside > 0 ? [words.setAside(count(setAside))] : []),
    ...(accepted > 0 ? [words.accepted(count(accepted))] : []),
  ];
}
