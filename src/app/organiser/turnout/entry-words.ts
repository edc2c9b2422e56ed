/** What is said of one entry, and what may be asked of it. Pure: each case can be tested. */
import { LEDGER_DOUBTS } from '#core/doubt.ts';
import type { EntryLine } from '#core/office-gathering-api.ts';
import type { Texts } from '#app/text/id.ts';
import { canAccept } from '../decisions/decisions.ts';
import type { OfficeTexts } from '../text/id.ts';

type EntryTexts = OfficeTexts['entries'];

/** One mark of an entry. */
interface Mark {
  readonly look: 'plain' | 'good' | 'warning' | 'error';
  readonly text: string;
}

/** What may be asked of an entry, in the order of the buttons. */
export type EntryAct = 'accept' | 'set-aside' | 'take-back';

/** What is decided can be undone; the rest can be set aside, and what is doubted accepted. */
export function actsOf(
  entry: Parameters<typeof canAccept>[0] & Pick<EntryLine, 'decided'>,
): readonly EntryAct[] {
  if (entry.decided !== null) return ['take-back'];
  return canAccept(entry) ? ['accept', 'set-aside'] : ['set-aside'];
}

/** The device's clock; where it cannot be right, the moment of the receipt stands beside it. */
export function whenOf(
  { wallMs, zone, receivedAtMs, isTimePossible }: EntryLine,
  { words, moment }: { readonly words: EntryTexts; readonly moment: Texts['moment'] },
): string {
  const wall = moment(wallMs, zone);
  if (isTimePossible) return wall;
  const received = receivedAtMs === null ? '' : `; ${words.received(moment(receivedAtMs, zone))}`;
  return `${words.deviceClock(wall)}${received}`;
}

/** What holds for an entry, in words. */
export function marksOf(
  entry: EntryLine,
  { words, code }: { readonly words: EntryTexts; readonly code: Texts['code'] },
): readonly Mark[] {
  const { kind, who, attended, signed, decided, isDeviceAside, isTimePossible } = entry;
  const { isSetAside, revoked, counted, beside, assisted } = entry;
  const isSigning = kind === 'signing';
  const isUncounted = isSigning && !counted && !revoked && !isSetAside && beside === null;
  const acts = signed ? words.both : attended ? words.attended : words.neither;
  return [
    ...(isSigning ? [mark('good', acts)] : []),
    ...(who !== null && who.no === null ? [mark('plain', words.walkIn)] : []),
    ...(assisted ? [mark('plain', words.assisted)] : []),
    ...(decided === 'accepted' ? [mark('good', words.accepted)] : []),
    ...(decided === 'aside' ? [mark('error', words.aside)] : []),
    ...(isDeviceAside ? [mark('error', words.deviceAside)] : []),
    ...doubtMarks(entry, { words, code }),
    ...(isTimePossible ? [] : [mark('warning', words.impossible)]),
    ...(beside === null ? [] : [mark('warning', words.beside[beside.place])]),
    ...(revoked ? [mark('error', words.revoked)] : []),
    ...(isUncounted ? [mark('warning', words.notCounted)] : []),
  ];
}

/** A doubt warns while nobody has decided; afterwards it is a remark. */
function doubtMarks(
  { doubt, isSetAside, decided, isDeviceAside }: EntryLine,
  { words, code }: { readonly words: EntryTexts; readonly code: Texts['code'] },
): readonly Mark[] {
  if (doubt === null) return [];
  const why = LEDGER_DOUBTS[doubt][code];
  const isOpen = isSetAside && decided === null && !isDeviceAside;
  return [isOpen ? mark('warning', words.doubt(why)) : mark('plain', words.remark(why))];
}

function mark(look: Mark['look'], text: string): Mark {
  return { look, text };
}
