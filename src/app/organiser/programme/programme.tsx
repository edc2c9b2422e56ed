/** Yields one programme: its gatherings, its people, and the texts that are signed. */
import type { VNode } from 'preact';
import type { GatheringLine } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS, type Programme, programme } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { said } from '#app/ui/said.tsx';
import { Asked } from '../ui/asked.tsx';
import { Empty, Page, Tabs } from '../ui/page.tsx';
import { PactViews } from './pact-views.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { PROGRAMME_TABS, type ProgrammeTab } from '../ui/places.ts';
import { RosterView } from '../roster/roster-view.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { TurnoutBar } from '../turnout/turnout-bar.tsx';

interface ProgrammeScreenProps {
  readonly id: string;
  readonly tab: ProgrammeTab;
}

/** The screen. */
export function ProgrammeScreen({ id, tab }: ProgrammeScreenProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.programme;
  const { count } = useTexts();
  return (
    <Asked about={id} ask={() => call(programme, { path: OFFICE_PATHS.programme(id) })}>
      {(shown) => (
        <Page
          title={shown.title}
          above={[{ to: { at: 'programmes' }, name: texts.nav.programmes }]}
        >
          <p>
            {said(shown.government)} · {said(shown.election)} {shown.year} ·{' '}
            {shown.roster === null
              ? texts.programmes.noRoster
              : texts.programmes.people(count(shown.roster.rows))}
          </p>
          <Tabs
            label={words.tabsLabel}
            names={words.tabs}
            tabs={PROGRAMME_TABS}
            here={tab}
            placeOf={(to) => ({ at: 'programme', id, tab: to })}
          />
          {tab === 'kegiatan' && <Gatherings shown={shown} />}
          {tab === 'peserta' && <RosterView programme={shown} />}
          {tab === 'naskah' && <PactViews programme={shown} />}
        </Page>
      )}
    </Asked>
  );
}

function Gatherings({ shown }: { readonly shown: Programme }): VNode {
  const texts = useOfficeTexts();
  const words = texts.programme;
  const { id, gatherings, roster } = shown;
  const create = (
    <PlaceLink to={{ at: 'new-gathering', id }} look="main">
      {words.newGathering}
    </PlaceLink>
  );
  if (gatherings.length === 0) {
    return roster === null ? (
      <Empty what={words.gatheringsEmpty} next={words.gatheringsNextRoster}>
        <PlaceLink to={{ at: 'import', id }} look="main">
          {texts.roster.import}
        </PlaceLink>
      </Empty>
    ) : (
      <Empty what={words.gatheringsEmpty} next={words.gatheringsNext}>
        {create}
      </Empty>
    );
  }
  return (
    <>
      <div class="button-row">{create}</div>
      <ul class="cards">
        {gatherings.map((gathering) => (
          <li key={gathering.id}>
            <GatheringCard gathering={gathering} />
          </li>
        ))}
      </ul>
    </>
  );
}

function GatheringCard({ gathering }: { readonly gathering: GatheringLine }): VNode {
  const texts = useOfficeTexts();
  const { count, day, clock } = useTexts();
  const { id, title, kind, place, startsAtMs, zone, expected, signed } = gathering;
  return (
    <PlaceLink to={{ at: 'gathering', id, tab: 'ringkasan' }} look="card">
      <span>{texts.kind[kind]}</span>
      <span class="card-title">{said(title)}</span>
      <span>
        {day(startsAtMs, zone)}, {clock(startsAtMs, zone)}
      </span>
      <span>{said(place)}</span>
      <TurnoutBar counts={gathering} />
      <b>{texts.programme.turnout(count(signed), count(expected))}</b>
    </PlaceLink>
  );
}
