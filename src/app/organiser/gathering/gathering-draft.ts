/** A gathering from what a form holds, and what is still missing in it. */
import type { NewGathering } from '#core/office-gathering-api.ts';
import type { Category } from '#core/category.ts';
import {
  type ConfirmedBy,
  NOTHING_PRINTED,
  PRINTED_NAMES,
  type Printed,
  type PrintedText,
  confirmedBy,
} from '#core/gathering-facts.ts';
import { GATHERING_KINDS } from '#core/gathering.ts';
import type { Programme } from '#core/office-api.ts';
import { recordOf } from '#core/record.ts';
import { ZONES } from '#core/time.ts';
import type { AgencyChoice } from './agency-choice.ts';
import type { OfficeTexts } from '../text/id.ts';
import type { FieldFaultWords } from '../ui/use-form.ts';

type ConfirmedByPath = `confirmedBy.${keyof ConfirmedBy}`;

/** A field of what no device gets, by its path in a request. */
export type PrintedField = PrintedText | ConfirmedByPath;

/**
 * A field of the form, by its path in a request. `startsAt` and `endsAt` hold hours; their day is
 * `date`.
 */
export type GatheringField =
  | Exclude<keyof NewGathering, 'programme' | 'confirmedBy' | 'invites' | 'validHours'>
  | 'date'
  | PrintedField;

/** What the fields hold. */
export type GatheringValues = Readonly<Record<GatheringField, string>>;

/** Who is invited, as chosen. */
export interface Invited {
  readonly isEveryone: boolean;
  readonly agencies: AgencyChoice;
  readonly categories: ReadonlySet<Category>;
}

const CONFIRMED_BY_NAMES = Object.keys(confirmedBy.entries) as readonly (keyof ConfirmedBy)[]; // its own keys

/** The first values: what the programme already says. */
export function firstValues({ zone, letterhead }: Programme): GatheringValues {
  return {
    title: '',
    kind: 'apel',
    place: '',
    date: '',
    startsAt: '',
    endsAt: '',
    zone,
    organiser: letterhead.lines.at(-1) ?? '',
    ...printedValues(NOTHING_PRINTED),
  };
}

/** The fields of what no device gets. */
export function printedValues(shown: Printed): Readonly<Record<PrintedField, string>> {
  const confirms = CONFIRMED_BY_NAMES.map((name) => [
    pathOf(name),
    shown.confirmedBy?.[name] ?? '',
  ]);
  return {
    ...recordOf(PRINTED_NAMES, (name) => shown[name]),
    ...(Object.fromEntries(confirms) as Record<ConfirmedByPath, string>), // one for each of its names
  };
}

/** What no device gets, from its fields. */
export function printedOf(values: Readonly<Record<PrintedField, string>>): Printed {
  const hasConfirmedBy = CONFIRMED_BY_NAMES.some((name) => values[pathOf(name)].trim() !== '');
  return {
    ...recordOf(PRINTED_NAMES, (name) => values[name]),
    confirmedBy: hasConfirmedBy
      ? recordOf(CONFIRMED_BY_NAMES, (name) => values[pathOf(name)])
      : null,
  };
}

/** What is missing or cannot be. */
export function faultsOf(
  values: GatheringValues,
  { check: words }: OfficeTexts,
): FieldFaultWords<GatheringField> {
  const missing = (name: GatheringField): FieldFaultWords<GatheringField> =>
    values[name].trim() === '' ? { [name]: words.missing } : {};
  const { date, startsAt, endsAt } = values;
  return {
    ...missing('title'),
    ...missing('place'),
    ...missing('organiser'),
    ...(date === '' ? { date: words.date } : {}),
    ...(startsAt === '' ? { startsAt: words.time } : {}),
    ...(endsAt !== '' && endsAt <= startsAt ? { endsAt: words.endBeforeStart } : {}),
  };
}

/** The request; it is whole once faultsOf finds nothing. */
export function requestOf(
  programme: string,
  values: GatheringValues,
  invited: Invited,
): NewGathering {
  const { title, place, organiser, date, startsAt, endsAt } = values;
  return {
    programme,
    title,
    kind: GATHERING_KINDS.find((one) => one === values.kind) ?? 'apel',
    place,
    startsAt: `${date}T${startsAt}`,
    endsAt: endsAt === '' ? null : `${date}T${endsAt}`,
    zone: ZONES.find((one) => one === values.zone) ?? 'WIB',
    organiser,
    ...printedOf(values),
    invites: invited.isEveryone
      ? 'all'
      : { agencies: [...invited.agencies], categories: [...invited.categories] },
  };
}

/** True when nobody at all was chosen; the office would take that for everyone. */
export function isNobody({ isEveryone, agencies, categories }: Invited): boolean {
  return !isEveryone && agencies.size === 0 && categories.size === 0;
}

function pathOf(name: keyof ConfirmedBy): ConfirmedByPath {
  return `confirmedBy.${name}`;
}
