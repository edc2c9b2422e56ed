/** Yields the first screen of the office: the programmes, each with its totals. */
import type { VNode } from 'preact';
import { OFFICE_PATHS, type ProgrammeLine, programmeList } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { said } from '#app/ui/said.tsx';
import { Asked } from '../ui/asked.tsx';
import { Empty, Page } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { useOfficeTexts } from '../text/texts.ts';

/** The screen. */
export function Programmes(): VNode {
  const { programmes: words } = useOfficeTexts();
  const create = (
    <PlaceLink to={{ at: 'new-programme' }} look="main">
      {words.create}
    </PlaceLink>
  );
  return (
    <Asked about="" ask={() => call(programmeList, { path: OFFICE_PATHS.programmes })}>
      {({ programmes }) => (
        <Page title={words.title} beside={programmes.length > 0 && create}>
          {programmes.length === 0 ? (
            <Empty what={words.empty} next={words.emptyNext}>
              {create}
            </Empty>
          ) : (
            <ul class="cards">
              {programmes.map((programme) => (
                <li key={programme.id}>
                  <ProgrammeCard programme={programme} />
                </li>
              ))}
            </ul>
          )}
        </Page>
      )}
    </Asked>
  );
}

function ProgrammeCard({ programme }: { readonly programme: ProgrammeLine }): VNode {
  const { programmes: words } = useOfficeTexts();
  const { count } = useTexts();
  const { id, title, government, year, rosterRows, gatherings } = programme;
  return (
    <PlaceLink to={{ at: 'programme', id, tab: 'kegiatan' }} look="card">
      <span class="card-title">{said(title)}</span>
      <span>
        {said(government)} · {year}
      </span>
      <span class="sums">
        <span>{rosterRows === 0 ? words.noRoster : words.people(count(rosterRows))}</span>
        <span>{words.gatherings(count(gatherings))}</span>
      </span>
    </PlaceLink>
  );
}
