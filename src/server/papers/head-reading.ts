/** Reads the head of a paper about a gathering, and makes the digest of what the paper lists. */
import { toHex } from '#core/bytes.ts';
import { type Wire, encode } from '#core/codec.ts';
import { PRINTED_NAMES } from '#core/gathering-facts.ts';
import { shownText } from '#core/plain-text.ts';
import { recordOf } from '#core/record.ts';
import type { ReadContext } from '../context.ts';
import type { GatheringRow } from '../db/schema.ts';
import { completenessOf, provisionalOf, remarksOf } from '../gathering/completeness.ts';
import { printedOf } from '../gathering/gatherings.ts';
import { sha256 } from '../keys.ts';
import { letterheadOf } from '../programme/programmes.ts';
import type { PaperHead } from './head.ts';

/** The head, without what is known only when the list is. */
export async function readHead(
  context: ReadContext,
  gathering: GatheringRow,
): Promise<Omit<PaperHead, 'digest'>> {
  const programme = await context.database.query
    .selectFrom('programmes')
    .select('letterhead')
    .where('no', '=', gathering.programme_no)
    .executeTakeFirstOrThrow();
  const completeness = await completenessOf(context, gathering);
  const { confirmedBy, ...texts } = printedOf(gathering);
  return {
    letterhead: letterheadWith(letterheadOf(programme), gathering.organiser),
    gathering: {
      title: shownText(gathering.title),
      place: shownText(gathering.place),
      startsAtMs: gathering.starts_at_ms,
      endsAtMs: gathering.ends_at_ms,
      zone: gathering.zone,
      ...recordOf(PRINTED_NAMES, (name) => shownText(texts[name])),
    },
    confirmedBy:
      confirmedBy === null
        ? null
        : { ...shownConfirmedBy(confirmedBy), dateMs: gathering.starts_at_ms },
    overCeilingCount: await countOverCeiling(context, gathering.no),
    provisional: provisionalOf(completeness),
    knownUntilMs: completeness.knownUntilMs,
    remarks: remarksOf(completeness),
    printedAtMs: context.now(),
  };
}

/** A digest of what a list says, by which two prints can be compared: 16 digits in fours. */
export function digestOf({ id, title }: GatheringRow, facts: Wire): string {
  const digest = sha256(encode([id, title, facts]));
  const fours = toHex(digest.slice(0, 8)).match(/.{4}/g) ?? [];
  return fours.join(' ');
}

/** Walk-ins of phones above the ceiling of the gathering: paper tells their number alone. */
async function countOverCeiling({ database }: ReadContext, gatheringNo: number): Promise<number> {
  const { count } = await database.query
    .selectFrom('entries')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('gathering_no', '=', gatheringNo)
    .where('doubt', '=', 'over-ceiling')
    .where('decided', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** The organiser is the last line; who has typed it as one of the lines too reads it once. */
function letterheadWith(
  { lines, address }: ReturnType<typeof letterheadOf>,
  organiser: string,
): PaperHead['letterhead'] {
  if (lines.length === 0) return null;
  const isLast = lines.at(-1)?.toUpperCase() === organiser.toUpperCase();
  return {
    governmentLines: (isLast ? lines.slice(0, -1) : lines).map(shownText),
    organiser: shownText(organiser),
    addressLine: shownText(address),
  };
}

type Confirmed = NonNullable<ReturnType<typeof printedOf>['confirmedBy']>;

function shownConfirmedBy({ city, position, name, rank, number }: Confirmed): Confirmed {
  return {
    city: shownText(city),
    position: shownText(position),
    name: shownText(name),
    rank: shownText(rank),
    number: shownText(number),
  };
}
