/** A gathering from what a form holds, and what is still missing in it. */
import type { NewGathering } from '#core/office-gathering-api.ts';
import type { Category } from '#core/category.ts';
import { GATHERING_KINDS } from '#core/gathering.ts';
import type { Programme } from '#core/office-api.ts';
import { ZONES } from '#core/time.ts';
import type { AgencyChoice } from './agency-choice.ts';
import type { OfficeTexts } from '../text/id.ts';
import type { FieldFaults } from '../ui/use-form.ts';

/** What the fields hold. */
export interface GatheringValues {
  readonly title: string;
  readonly kind: string;
  readonly place: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly organiser: string;
  readonly leader: string;
  readonly number: string;
  readonly city: string;
  readonly position: string;
  readonly name: string;
  readonly rank: string;
  readonly nip: string;
}

export type GatheringField = keyof GatheringValues;

/** Who is invited, as chosen. */
export interface Invited {
  readonly isEveryone: boolean;
  readonly agencies: AgencyChoice;
  readonly categories: ReadonlySet<Category>;
}

/** Which field of the form stands for which part of a request. */
export const FIELD_OF_PATH: Readonly<Record<string, GatheringField>> = {
  title: 'title',
  kind: 'kind',
  place: 'place',
  startsAt: 'start',
  endsAt: 'end',
  zone: 'zone',
  organiser: 'organiser',
  leader: 'leader',
  number: 'number',
  'closing.city': 'city',
  'closing.position': 'position',
  'closing.name': 'name',
  'closing.rank': 'rank',
  'closing.number': 'nip',
};

/** The first values: what the programme already says. */
export function firstValues({ zone, letterhead }: Programme): GatheringValues {
  return {
    title: '',
    kind: 'apel',
    place: '',
    date: '',
    start: '',
    end: '',
    zone,
    organiser: letterhead.lines.at(-1) ?? '',
    leader: '',
    number: '',
    city: '',
    position: '',
    name: '',
    rank: '',
    nip: '',
  };
}

/** What is missing or cannot be. */
export function faultsOf(
  values: GatheringValues,
  { check: words }: OfficeTexts,
): FieldFaults<GatheringField> {
  const missing = (name: GatheringField): FieldFaults<GatheringField> =>
    values[name].trim() === '' ? { [name]: words.missing } : {};
  return {
    ...missing('title'),
    ...missing('place'),
    ...missing('organiser'),
    ...(values.date === '' ? { date: words.date } : {}),
    ...(values.start === '' ? { start: words.time } : {}),
    ...(values.end !== '' && values.end <= values.start ? { end: words.endBeforeStart } : {}),
  };
}

/** The request; it is whole once faultsOf finds nothing. */
export function requestOf(
  programme: string,
  values: GatheringValues,
  invited: Invited,
): NewGathering {
  const { title, place, organiser, leader, number, date, start, end } = values;
  const { city, position, name, rank, nip } = values;
  const hasClosing = [city, position, name, rank, nip].some((text) => text.trim() !== '');
  return {
    programme,
    title,
    kind: GATHERING_KINDS.find((one) => one === values.kind) ?? 'apel',
    place,
    startsAt: `${date}T${start}`,
    endsAt: end === '' ? null : `${date}T${end}`,
    zone: ZONES.find((one) => one === values.zone) ?? 'WIB',
    organiser,
    leader,
    number,
    closing: hasClosing ? { city, position, name, rank, number: nip } : null,
    invites: invited.isEveryone
      ? 'all'
      : { agencies: [...invited.agencies], categories: [...invited.categories] },
  };
}

/** True when nobody at all was chosen; the office would take that for everyone. */
export function isNobody({ isEveryone, agencies, categories }: Invited): boolean {
  return !isEveryone && agencies.size === 0 && categories.size === 0;
}
