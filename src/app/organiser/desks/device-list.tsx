/**
 * The list of devices: each desk that figures wait for, then one line for all others. A device is
 * called complete only when that is proven.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { Completeness, GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated } from '#app/ui/said.tsx';
import { DecideDialog, TakeBackDialog } from '../decisions/decide-dialog.tsx';
import { DeviceCards, type DeviceQuestion } from './device-card.tsx';
import { nameOf, useCountWords } from '../ui/device-words.ts';
import './devices.css';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { Empty } from '../ui/page.tsx';
import { GiveBackDialog, WithdrawDialog } from './permission-dialog.tsx';
import { PhonesPanel } from './phones-panel.tsx';
import { useOfficeTexts } from '../text/texts.ts';

interface DeviceListProps {
  readonly shown: GatheringView;
  readonly state: Completeness;
  /** By the office's clock, when this was so. */
  readonly atMs: number;
  /** Which page of the phones is listed. */
  readonly phonesPage: number;
  readonly onPhonesPage: (page: number) => void;
  readonly onChanged: () => void;
}

/** The devices. */
export function DeviceList({ shown, state, atMs, onChanged, ...pages }: DeviceListProps): VNode {
  const { stations: words } = useOfficeTexts();
  const { count } = useTexts();
  const [question, setQuestion] = useState<DeviceQuestion | null>(null);
  const counts = useCountWords({ ...state.totals, claimed: state.totals.made });
  if (state.totals.devices === 0) {
    return (
      <section class="stack">
        <h2>{words.devices}</h2>
        <Empty what={words.empty} next={words.emptyNext} />
      </section>
    );
  }
  const desks = state.devices.filter(({ holdsBack }) => holdsBack);
  const others = state.devices.filter(({ holdsBack }) => !holdsBack);
  const cards = { shown, atMs, onAsk: setQuestion, onChanged };
  return (
    <section class="stack">
      <div class="title-row">
        <h2>{words.devices}</h2>
        <b>
          {counts}
          {state.totals.missing > 0 && `, ${words.missingCount(count(state.totals.missing))}`}
        </b>
      </div>
      <DeviceCards devices={desks} {...cards} />
      {state.phones.devices > 0 && (
        <PhonesPanel
          shown={shown}
          phones={state.phones}
          page={pages.phonesPage}
          onPage={pages.onPhonesPage}
          onChanged={onChanged}
        >
          <DeviceCards devices={others} {...cards} />
        </PhonesPanel>
      )}
      {question !== null && (
        <Dialog
          shown={shown}
          question={question}
          onClose={() => {
            setQuestion(null);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

interface DialogProps {
  readonly shown: GatheringView;
  readonly question: DeviceQuestion;
  readonly onClose: () => void;
}

function Dialog({ shown, question, onClose }: DialogProps): VNode {
  const { stations: words, completeness } = useOfficeTexts();
  const { about, what } = question;
  const name = nameOf(about, words);
  const asked = { gathering: shown.id, device: about, name, onClose };
  const decided = { shown, target: { journal: about.id, digest: null, name }, onClose };
  switch (what) {
    case 'withdraw':
      return <WithdrawDialog {...asked} />;
    case 'give-back':
      return <GiveBackDialog {...asked} />;
    case 'give-up':
      return (
        <GiveUpDialog
          path={OFFICE_PATHS.givenUp(shown.id, about.id)}
          title={completeness.giveUpTitle(isolated(name))}
          what={completeness.giveUpWhat}
          reasonHint={completeness.reasonHint}
          onClose={onClose}
        />
      );
    case 'accept':
    case 'set-aside':
      return <DecideDialog act={what} {...decided} />;
    case 'take-back':
      return <TakeBackDialog {...decided} />;
  }
}
