/**
 * What is doubted about the texts of an entry. The app cleans what is typed into it, so such a text
 * was sent by another client, or by one that wants to be taken for somebody else.
 */
import type { EntryBody, Signatory } from './entry.ts';
import { parseLoss } from './loss.ts';
import { isNameless, tellsNik, textDoubt } from './plain-text.ts';

/** A text that hides or imitates something, or a name that is none; a NIK with all its digits. */
export type OddText = 'odd-text' | 'whole-nik';

/**
 * What is doubted about the texts of a body; null when nothing is. `station` is what the office
 * called the desk when it enrolled: an entry that repeats it is not to blame for how it is written.
 * The name of somebody listed is compared with the roster elsewhere.
 */
export function doubtOfTexts(
  body: EntryBody,
  { station }: { readonly station: string },
): OddText | null {
  const { texts, names } = saidIn(body);
  const said = [...texts.filter((text) => text !== station), ...names];
  if (said.some(tellsNik)) return 'whole-nik';
  const isOdd = names.some(isNameless) || said.some((text) => textDoubt(text) !== null);
  return isOdd ? 'odd-text' : null;
}

interface TextsOf {
  readonly texts: readonly string[];
  /** Those by which somebody is called. */
  readonly names: readonly string[];
}

function saidIn(body: EntryBody): TextsOf {
  switch (body.kind) {
    case 'signing': {
      const { signatory, station, represents } = body;
      const { texts, names } = saidOf(signatory);
      return {
        texts: [...texts, station],
        names: represents === '' ? names : [...names, represents],
      };
    }
    case 'revocation':
      return { texts: [body.reason, body.station], names: [] };
    case 'recital':
      return { texts: [], names: [body.leader] };
    case 'note':
      // A journal's id in hex may hold sixteen figures in a row.
      return { texts: parseLoss(body.text) === null ? [body.text] : [], names: [] };
  }
}

function saidOf(signatory: Signatory): TextsOf {
  if (signatory.kind === 'listed') return { texts: [], names: [] };
  const { name, number, position, unit } = signatory;
  return { texts: [number, position, unit], names: [name] };
}
