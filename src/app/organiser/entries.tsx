/**
 * Yields what the office holds of a gathering, entry by entry, with the ink and every doubt in
 * words.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { isSameDay } from '#core/dates.ts';
import {
  ENTRY_FILTERS,
  type EntryFilter,
  type EntryLine,
  type EntryPage,
  type GatheringView,
  entryPage,
} from '#core/office-gathering-api.ts';
import { OFFICE_PATHS, PAGE_ROWS } from '#core/office-api.ts';
import { call } from '#device/office-client.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';
import { Asked } from './asked.tsx';
import { Pick } from './fields.tsx';
import { Empty, Pager } from './page.tsx';
import { useOfficeTexts } from './text/texts.ts';

/** The part of a gathering's screen. */
export function Entries({ shown }: { readonly shown: GatheringView }): VNode {
  const { entries: words } = useOfficeTexts();
  const [asked, setAsked] = useState<{ readonly filter: EntryFilter; readonly page: number }>({
    filter: 'all',
    page: 1,
  });
  const { filter, page } = asked;
  const path = `${OFFICE_PATHS.entries(shown.id)}?filter=${filter}&page=${page}`;
  return (
    <>
      <div class="filters">
        <Pick
          bound={{
            name: 'filter',
            value: filter,
            fault: undefined,
            onText: (text) => {
              setAsked({ filter: ENTRY_FILTERS.find((one) => one === text) ?? 'all', page: 1 });
            },
          }}
          label={words.show}
          options={ENTRY_FILTERS.map((value) => ({ value, label: words.filters[value] }))}
        />
      </div>
      <Asked about={path} ask={() => call(entryPage, { path })}>
        {(found, askAgain) => (
          <Found
            shown={shown}
            found={found}
            filter={filter}
            onPage={(to) => {
              setAsked({ filter, page: to });
            }}
            onAskAgain={askAgain}
          />
        )}
      </Asked>
    </>
  );
}

interface FoundProps {
  readonly shown: GatheringView;
  readonly found: EntryPage;
  readonly filter: EntryFilter;
  readonly onPage: (page: number) => void;
  readonly onAskAgain: () => void;
}

function Found({ shown, found, filter, onPage, onAskAgain }: FoundProps): VNode {
  const { entries: words } = useOfficeTexts();
  const { count } = useTexts();
  if (found.total === 0) {
    return filter === 'all' ? (
      <Empty what={words.empty} next={words.emptyNext} />
    ) : (
      <p>{words.noneFiltered}</p>
    );
  }
  const first = (found.page - 1) * PAGE_ROWS + 1;
  const last = first + found.entries.length - 1;
  return (
    <>
      <div class="title-row">
        <p>
          <b>{words.caption(count(first), count(last), count(found.total))}</b>
        </p>
        <button type="button" class="button" onClick={onAskAgain}>
          {words.refresh}
        </button>
      </div>
      <ul class="entry-list">
        {found.entries.map((entry) => (
          <Entry key={`${entry.device} ${entry.seq} ${entry.digest}`} shown={shown} entry={entry} />
        ))}
      </ul>
      <Pager
        label={words.pages}
        page={found.page}
        pages={Math.ceil(found.total / PAGE_ROWS)}
        words={words.page}
        onPage={onPage}
      />
    </>
  );
}

interface EntryProps {
  readonly shown: GatheringView;
  readonly entry: EntryLine;
}

function Entry({ shown, entry }: EntryProps): VNode {
  const { entries: words } = useOfficeTexts();
  const { category: names, clock, moment } = useTexts();
  const { who, kind, station, seq, wallMs, zone, remark, recital, beside } = entry;
  const name = who?.name ?? words.kinds[kind];
  const isOneDay = recital === null || isSameDay(recital.fromMs, recital.toMs, zone);
  const when = isOneDay ? clock : moment;
  return (
    <li>
      <Ink shown={shown} entry={{ ...entry, name }} />
      <div>
        <p class="entry-name">{said(name)}</p>
        {who !== null && (
          <p>
            {told(
              [...[who.position, who.unit].filter(Boolean).map(isolated), names[who.category]].join(
                ' · ',
              ),
            )}
          </p>
        )}
        <p class="muted">
          {moment(wallMs, zone)} · {said(station === '' ? words.phone : station)}, {words.seq(seq)}
        </p>
        {remark !== '' && <p>{said(remark)}</p>}
        {recital !== null && (
          <p>
            {told(
              words.recited(
                isolated(recital.leader),
                when(recital.fromMs, zone),
                when(recital.toMs, zone),
              ),
            )}
          </p>
        )}
        <Marks entry={entry} />
        {beside !== null && <Before shown={shown} held={beside.held} />}
      </div>
    </li>
  );
}

interface InkProps {
  readonly shown: GatheringView;
  readonly entry: NonNullable<NonNullable<EntryLine['beside']>['held']>;
}

function Ink({ shown, entry }: InkProps): VNode {
  const { entries: words } = useOfficeTexts();
  const { id, digest, kind, name } = entry;
  return kind === 'signing' ? (
    <img
      class="ink"
      src={OFFICE_PATHS.ink(shown.id, id, digest)}
      alt={toldInAttribute(words.ink(isolated(name)))}
      loading="lazy"
    />
  ) : (
    <span class="ink ink-none">{words.kinds[kind]}</span>
  );
}

interface BeforeProps {
  readonly shown: GatheringView;
  readonly held: NonNullable<EntryLine['beside']>['held'];
}

/** The entry that another one contradicts, for both to be seen. */
function Before({ shown, held }: BeforeProps): VNode {
  const { entries: words } = useOfficeTexts();
  if (held === null) return <p>{words.heldElsewhere}</p>;
  const name = held.kind === 'signing' ? held.name : words.kinds[held.kind];
  return (
    <div class="entry-before">
      <p>{told(words.held(isolated(name)))}</p>
      <Ink shown={shown} entry={held} />
    </div>
  );
}

/** What holds for an entry, in words. */
function Marks({ entry }: { readonly entry: EntryLine }): VNode {
  const { entries: words } = useOfficeTexts();
  const { doubt: doubts } = useStationTexts();
  const { kind, who, attended, signed, doubt, revoked, counted, beside } = entry;
  const isSigning = kind === 'signing';
  return (
    <p class="marks">
      {isSigning && (
        <span class="mark mark-good">
          {signed ? words.both : attended ? words.attended : words.neither}
        </span>
      )}
      {who !== null && who.no === null && <span class="mark">{words.walkIn}</span>}
      {doubt !== null && <span class="mark mark-warning">{words.doubt(doubts[doubt])}</span>}
      {beside !== null && <span class="mark mark-warning">{words.beside[beside.place]}</span>}
      {revoked && <span class="mark mark-error">{words.revoked}</span>}
      {isSigning && !counted && !revoked && doubt === null && beside === null && (
        <span class="mark mark-warning">{words.notCounted}</span>
      )}
    </p>
  );
}
