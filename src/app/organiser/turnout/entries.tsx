/**
 * The entries that the office holds of a gathering, and the dialogs that decide about one. After a
 * decision the list is loaded again.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  ENTRY_FILTERS,
  type EntryFilter,
  type EntryPage,
  type GatheringView,
  entryPage,
} from '#core/office-gathering-api.ts';
import { OFFICE_PATHS, PAGE_ROWS } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Asked } from '../ui/asked.tsx';
import { DecideDialog, TakeBackDialog } from '../decisions/decide-dialog.tsx';
import { Entry, type EntryQuestion } from './entry-row.tsx';
import { Pick } from '../ui/fields.tsx';
import { Empty, Pager } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';

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
  const [question, setQuestion] = useState<EntryQuestion | null>(null);
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
          <Entry
            key={`${entry.device} ${entry.seq} ${entry.digest}`}
            shown={shown}
            entry={entry}
            onAsk={setQuestion}
          />
        ))}
      </ul>
      <Pager
        label={words.pages}
        page={found.page}
        pages={Math.ceil(found.total / PAGE_ROWS)}
        words={words.page}
        onPage={onPage}
      />
      {question !== null && (
        <Dialog
          shown={shown}
          question={question}
          onClose={() => {
            setQuestion(null);
            onAskAgain();
          }}
        />
      )}
    </>
  );
}

interface DialogProps {
  readonly shown: GatheringView;
  readonly question: EntryQuestion;
  readonly onClose: () => void;
}

function Dialog({ question: { about, what }, ...rest }: DialogProps): VNode {
  return what === 'take-back' ? (
    <TakeBackDialog target={about} {...rest} />
  ) : (
    <DecideDialog target={about} act={what} {...rest} />
  );
}
