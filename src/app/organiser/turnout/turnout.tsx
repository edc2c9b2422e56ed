/**
 * Attendance as it comes in: the sums, then each agency as a bar, then categories. It
 * counts, and never ranks: agencies stand in the order of the roster.
 */
import type { VNode } from 'preact';
import {
  type GatheringView,
  type Turnout,
  completeness,
  turnout,
} from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Fact, Notice } from '#app/ui/parts.tsx';
import { Refused } from '../ui/asked.tsx';
import { LostNotice } from '../decisions/lost-notice.tsx';
import { Empty } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { AgencyTurnout } from './turnout-agencies.tsx';
import { TurnoutBar } from './turnout-bar.tsx';
import { remarkLines, worthOf } from './turnout-words.ts';
import { useWatched } from '../ui/use-watched.ts';

interface TurnoutViewProps {
  readonly shown: GatheringView;
}

/** The overview of a gathering. */
export function TurnoutView({ shown }: TurnoutViewProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.turnout;
  const { last, refusal, askNow } = useWatched(turnout, OFFICE_PATHS.turnout(shown.id));
  const devices = useWatched(completeness, OFFICE_PATHS.completeness(shown.id));
  if (last === null) {
    return refusal === null ? <p role="status">{texts.loading}</p> : <Refused refusal={refusal} />;
  }
  return (
    <>
      <LostNotice
        shown={shown}
        lost={devices.last?.value.lostDecisions ?? null}
        onConfirmed={() => {
          devices.askNow();
          askNow();
        }}
      >
        <PlaceLink to={{ at: 'gathering', id: shown.id, tab: 'keputusan' }} look="main">
          {texts.lost.toList}
        </PlaceLink>
      </LostNotice>
      <Standing
        shown={shown}
        counts={last.value}
        hasNoDevices={devices.last?.value.totals.devices === 0}
        atMs={last.atMs}
        isStale={refusal !== null}
      />
      <Remarks remarks={last.value.remarks} />
      <Figures counts={last.value} />
      <ByHand counts={last.value} />
      <AgencyTurnout agencies={last.value.agencies} />
      <section class="office-panel">
        <h2>{words.byCategory}</h2>
        <Categories counts={last.value} />
      </section>
    </>
  );
}

interface StandingProps extends TurnoutViewProps {
  readonly counts: Turnout;
  readonly hasNoDevices: boolean;
  readonly atMs: number;
  readonly isStale: boolean;
}

/** Whether the figures are final. They are provisional while any device may have more entries. */
function Standing(props: StandingProps): VNode {
  const { shown, counts, hasNoDevices, atMs, isStale } = props;
  const { turnout: words } = useOfficeTexts();
  const { look, what, more } = worthOf(counts, { words, texts: useTexts(), zone: shown.zone });
  if (hasNoDevices) {
    return (
      <Empty what={words.noDevices} next={words.noDevicesNext}>
        <PlaceLink to={{ at: 'gathering', id: shown.id, tab: 'meja' }} look="main">
          {words.toStations}
        </PlaceLink>
      </Empty>
    );
  }
  return (
    <div class={`notice notice-${look} standing`} role="status">
      <b>{what}</b>
      <span>
        {isStale && `${words.stale} `}
        {words.updated(words.clock(atMs, shown.zone))}
      </span>
      {more !== null && <p>{more}</p>}
    </div>
  );
}

/** What cannot be proven, or is not counted: it stands beside final figures too. */
export function Remarks({ remarks }: Pick<Turnout, 'remarks'>): VNode | null {
  const { turnout: words } = useOfficeTexts();
  const lines = remarkLines(remarks, { words, texts: useTexts() });
  if (lines.length === 0) return null;
  return (
    <Notice kind="warn">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

function Figures({ counts }: { readonly counts: Turnout }): VNode {
  const { turnout: words } = useOfficeTexts();
  const { count } = useTexts();
  const { expected, attended, signed, extraAttended, extraSigned } = counts.totals;
  return (
    <section class="stack figures-bar" aria-label={words.total}>
      <dl class="figures">
        <div class="figure-main">
          <dt>{words.signed}</dt>
          <dd>{count(signed)}</dd>
        </div>
        <div>
          <dt>{words.attended}</dt>
          <dd>{count(attended)}</dd>
        </div>
        <div>
          <dt>{words.expected}</dt>
          <dd>{count(expected)}</dd>
        </div>
        <div>
          <dt>{words.extra}</dt>
          <dd>{count(extraAttended)}</dd>
          <dd class="figure-note">{words.extraSigned(count(extraSigned))}</dd>
        </div>
      </dl>
      <TurnoutBar counts={counts.totals} />
      <Key />
    </section>
  );
}

/** The walk-ins. Those of phones are shown apart, because no steward saw them. */
function ByHand({ counts: { walkIns, phoneWalkIns } }: { readonly counts: Turnout }): VNode | null {
  const { turnout: words } = useOfficeTexts();
  const { count } = useTexts();
  const lines = [
    { where: words.atDesks, ...walkIns },
    { where: words.onPhones, ...phoneWalkIns },
  ].filter(({ attended, signed }) => attended + signed > 0);
  if (lines.length === 0) return null;
  return (
    <section class="office-panel">
      <h2>{words.byHand}</h2>
      <p>{words.byHandHint}</p>
      <dl class="facts">
        {lines.map(({ where, attended, signed }) => (
          <Fact key={where} name={where}>
            {words.byHandCount(count(attended), count(signed))}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Key(): VNode {
  const { turnout: words } = useOfficeTexts();
  return (
    <ul class="key-list">
      {(['signed', 'attended', 'rest'] as const).map((part) => (
        <li key={part}>
          <svg viewBox="0 0 22 14" aria-hidden="true">
            <rect class={`bar-${part}`} width="22" height="14" />
          </svg>
          {words.key[part]}
        </li>
      ))}
    </ul>
  );
}

function Categories({ counts }: { readonly counts: Turnout }): VNode {
  const { turnout: words } = useOfficeTexts();
  const { count, category: names } = useTexts();
  return (
    <ul class="bars">
      {counts.categories
        .filter(({ expected, extraAttended }) => expected + extraAttended > 0)
        .map((own) => (
          <li key={own.category}>
            <span class="bar-name">{names[own.category]}</span>
            <TurnoutBar counts={own} />
            <span class="bar-sum">
              {words.ofExpected(count(own.signed), count(own.expected))}
              {own.attended > own.signed && (
                <span class="below">{words.attendedCount(count(own.attended))}</span>
              )}
              {own.extraAttended > 0 && (
                <span class="below">{words.plusExtra(count(own.extraAttended))}</span>
              )}
            </span>
          </li>
        ))}
    </ul>
  );
}
