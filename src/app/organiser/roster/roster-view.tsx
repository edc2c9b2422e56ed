/** Yields the people of a programme, found by name, number or agency, a page at a time. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import {
  OFFICE_PATHS,
  PAGE_ROWS,
  type Programme,
  type RosterPage,
  rosterPage,
} from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated, said } from '#app/ui/said.tsx';
import { Asked } from '../ui/asked.tsx';
import { Line } from '../ui/fields.tsx';
import { Empty, Pager } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useForm } from '../ui/use-form.ts';

/** The people. */
export function RosterView({ programme }: { readonly programme: Programme }): VNode {
  const { roster: words } = useOfficeTexts();
  const form = useForm({ query: '' });
  const [asked, setAsked] = useState({ query: '', page: 1 });
  const { id, roster } = programme;
  if (roster === null) {
    return (
      <Empty what={words.empty} next={words.emptyNext}>
        <PlaceLink to={{ at: 'import', id }} look="main">
          {words.import}
        </PlaceLink>
      </Empty>
    );
  }
  const path = `${OFFICE_PATHS.roster(id)}?${new URLSearchParams({
    query: asked.query,
    page: String(asked.page),
  }).toString()}`;
  return (
    <>
      <div class="title-row">
        <form
          ref={form.ref}
          class="search"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            setAsked({ query: form.values.query.trim(), page: 1 });
          }}
        >
          <Line
            bound={form.bind('query')}
            label={words.search}
            type="search"
            charsMax={LIMITS.nameCharsMax}
            isOptional
          />
          <button type="submit" class="button">
            {words.go}
          </button>
        </form>
        <PlaceLink to={{ at: 'import', id }} look="button">
          {words.importAgain}
        </PlaceLink>
      </div>
      <Asked about={path} ask={() => call(rosterPage, { path })}>
        {(page) =>
          page.total === 0 ? (
            <Empty what={words.none(isolated(asked.query))} next={words.noneNext} />
          ) : (
            <People
              page={page}
              onPage={(to) => {
                setAsked({ ...asked, page: to });
              }}
            />
          )
        }
      </Asked>
    </>
  );
}

interface PeopleProps {
  readonly page: RosterPage;
  readonly onPage: (page: number) => void;
}

function People({ page, onPage }: PeopleProps): VNode {
  const { roster: words } = useOfficeTexts();
  const { count, category: names } = useTexts();
  const first = (page.page - 1) * PAGE_ROWS + 1;
  const caption = words.caption(
    count(first),
    count(first + page.people.length - 1),
    count(page.total),
  );
  return (
    <>
      <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
        <table class="leaf-table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col" class="figure">
                {words.no}
              </th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.position}</th>
              <th scope="col">{words.agency}</th>
              <th scope="col">{words.category}</th>
            </tr>
          </thead>
          <tbody>
            {page.people.map((person) => (
              <tr key={person.no}>
                <td class="figure">{person.no}</td>
                <th scope="row">{said(person.name)}</th>
                <td class="digits">{said(person.number)}</td>
                <td>
                  {said(person.position)}
                  {person.rank !== '' && <span class="below">{said(person.rank)}</span>}
                </td>
                <td>{said(person.agency)}</td>
                <td>{names[person.category]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager
        label={words.pages}
        page={page.page}
        pages={Math.ceil(page.total / PAGE_ROWS)}
        words={words.page}
        onPage={onPage}
      />
    </>
  );
}
