/**
 * The doubts about the texts of an entry. The app cleans what is typed, so an odd text was sent by
 * another client, or by somebody who imitates another person.
 */
import type { EntryBody, Signatory } from './entry.ts';
import { parseLoss } from './loss.ts';
import { isNameless, tellsNik, textDoubt } from './plain-text.ts';

/**
 * `odd-text`: a text hides or imitates something, or a name is none. `whole-nik`: a text has a NIK
 * with all its digits.
 */
export type OddText = 'odd-text' | 'whole-nik';

/**
 * The doubt about the texts of a body; null when there is none. `station` is the name that the
 * office gave the desk: an entry may repeat it as it is. The name of a listed person is compared
 * with the roster elsewhere.
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
  /** The texts that are names of people. */
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
      // The note of a loss has a journal's id in hex, and its digits may look like a NIK. So that
      // note is not checked.
      return { texts: parseLoss(body.text) === null ? [body.text] : [], names: [] };
  }
}

function saidOf(signatory: Signatory): TextsOf {
  if (signatory.kind === 'listed') return { texts: [], names: [] };
  const { name, number, position, unit } = signatory;
  return { texts: [number, position, unit], names: [name] };
}
