/**
 * The form of a new programme. What is typed here stands in every pact and on every
 * paper.
 */
import type { VNode } from 'preact';
import { LIMITS } from '#core/limits.ts';
import { type NewProgramme, OFFICE_PATHS, programme } from '#core/office-api.ts';
import { ZONES } from '#core/time.ts';
import { call } from '#device/network/office-client.ts';
import { ownZone } from '../ui/own-zone.ts';
import { Refused } from '../ui/asked.tsx';
import { Line, Lines, Pick } from '../ui/fields.tsx';
import { Page, Submit } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { replacePlace } from '../ui/places.ts';
import { type OfficeTexts } from '../text/id.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing, useFieldFaults } from '../ui/use-doing.ts';
import { type FieldFaultWords, useForm } from '../ui/use-form.ts';

const EMPTY = {
  title: '',
  government: '',
  election: '',
  year: '',
  zone: 'WIB',
  letterhead: '',
  'letterhead.address': '',
};

type Name = keyof typeof EMPTY;

const LETTERHEAD_LINES_MAX = 4;
const YEAR_CHARS = 4;

/** The screen. */
export function ProgrammeForm(): VNode {
  const texts = useOfficeTexts();
  const words = texts.programmeForm;
  const form = useForm<Name>({ ...EMPTY, zone: ownZone() });
  const doing = useDoing();
  const faultsOf = useFieldFaults(form.values);
  const { bind } = form;

  const create = async (): Promise<void> => {
    const faults = check(form.values, texts);
    form.refuse(faults);
    if (Object.keys(faults).length > 0) return;
    const ended = await doing.run(() =>
      call(programme, { method: 'POST', path: OFFICE_PATHS.programmes, body: bodyOf(form.values) }),
    );
    if (ended.done) replacePlace({ at: 'programme', id: ended.value.id, tab: 'peserta' });
    else form.refuse(faultsOf(ended.refusal));
  };

  return (
    <Page
      title={words.title}
      width="form"
      above={[{ to: { at: 'programmes' }, name: texts.nav.programmes }]}
    >
      <p>{words.intro}</p>
      <form
        ref={form.ref}
        class="office-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <Line
          bound={bind('title')}
          label={words.name}
          hint={words.nameHint}
          charsMax={LIMITS.titleCharsMax}
        />
        <Line
          bound={bind('government')}
          label={words.government}
          hint={words.governmentHint}
          charsMax={LIMITS.organiserCharsMax}
        />
        <Line
          bound={bind('election')}
          label={words.election}
          hint={words.electionHint}
          charsMax={LIMITS.titleCharsMax}
        />
        <div class="field-row">
          <Line bound={bind('year')} label={words.year} type="digits" charsMax={YEAR_CHARS} />
          <Pick
            bound={bind('zone')}
            label={words.zone}
            options={ZONES.map((value) => ({ value, label: words.zones[value] }))}
          />
        </div>
        <Lines
          bound={bind('letterhead')}
          label={words.letterhead}
          hint={words.letterheadHint}
          rows={3}
          charsMax={LETTERHEAD_LINES_MAX * (LIMITS.titleCharsMax + 1)}
          isOptional
        />
        <Line
          bound={bind('letterhead.address')}
          label={words.address}
          hint={words.addressHint}
          charsMax={LIMITS.positionCharsMax}
          isOptional
        />
        <p>{words.fixed}</p>
        <Refused refusal={doing.refusal} />
        <Ways isBusy={doing.isBusy} />
      </form>
    </Page>
  );
}

/** On, or back to the list. */
function Ways({ isBusy }: { readonly isBusy: boolean }): VNode {
  const { act, programmeForm: words } = useOfficeTexts();
  return (
    <div class="button-row">
      <Submit isBusy={isBusy} going={act.saving}>
        {words.go}
      </Submit>
      <PlaceLink to={{ at: 'programmes' }} look="button">
        {act.cancel}
      </PlaceLink>
    </div>
  );
}

function check(
  values: Readonly<Record<Name, string>>,
  { check: words }: OfficeTexts,
): FieldFaultWords<Name> {
  const missing = (name: Name): FieldFaultWords<Name> =>
    values[name].trim() === '' ? { [name]: words.missing } : {};
  return {
    ...missing('title'),
    ...missing('government'),
    ...missing('election'),
    ...(/^20\d\d$/.test(values.year.trim()) ? {} : { year: words.year }),
    ...(linesOf(values.letterhead).length > LETTERHEAD_LINES_MAX
      ? { letterhead: words.letterheadLines(LETTERHEAD_LINES_MAX) }
      : {}),
  };
}

function bodyOf(values: Readonly<Record<Name, string>>): NewProgramme {
  const { letterhead, 'letterhead.address': address, year, zone, ...rest } = values;
  return {
    ...rest,
    year: Number(year),
    zone: ZONES.find((one) => one === zone) ?? 'WIB',
    letterhead: { lines: linesOf(letterhead), address },
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
