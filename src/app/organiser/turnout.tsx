/**
 * Yields attendance as it comes in: the sums, then each agency as a bar, then categories. It
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
import type { Zone } from '#core/time.ts';
import { useTexts } from '#app/text/texts.ts';
import { Notice } from '#app/ui/parts.tsx';
import { Refused } from './asked.tsx';
import { Empty } from './page.tsx';
import { PlaceLink } from './place-link.tsx';
import { useOfficeTexts } from './text/texts.ts';
import { AgencyTurnout } from './turnout-agencies.tsx';
import { TurnoutBar } from './turnout-bar.tsx';
import { useWatched } from './use-watched.ts';

interface TurnoutViewProps {
  readonly shown: GatheringView;
}

/** The overview of a gathering. */
export function TurnoutView({ shown }: TurnoutViewProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.turnout;
  const { last, refusal } = useWatched(turnout, OFFICE_PATHS.turnout(shown.id));
  if (last === null) {
    return refusal === null ? <p role="status">{texts.loading}</p> : <Refused refusal={refusal} />;
  }
  return (
    <>
      <Standing shown={shown} counts={last.value} atMs={last.atMs} isStale={refusal !== null} />
      <Remarks remarks={last.value.remarks} />
      <Figures counts={last.value} />
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
  readonly atMs: number;
  readonly isStale: boolean;
}

/** What the figures are worth: no figure is called final while any device may hold more. */
function Standing({ shown, counts, atMs, isStale }: StandingProps): VNode {
  const { turnout: words } = useOfficeTexts();
  const { what, more } = useWorth(counts, shown.zone);
  const devices = useWatched(completeness, OFFICE_PATHS.completeness(shown.id)).last?.value.totals;
  if (devices?.devices === 0) {
    return (
      <Empty what={words.noDevices} next={words.noDevicesNext}>
        <PlaceLink to={{ at: 'gathering', id: shown.id, tab: 'meja' }} look="main">
          {words.toStations}
        </PlaceLink>
      </Empty>
    );
  }
  const kind = counts.provisional === null ? 'info' : 'warn';
  return (
    <div class={`notice notice-${kind} standing`} role="status">
      <b>{what}</b>
      <span>
        {isStale && `${words.stale} `}
        {words.updated(words.clock(atMs, shown.zone))}
      </span>
      {more !== null && <p>{more}</p>}
    </div>
  );
}

/** What the figures are, and until when, or what would make them final. */
function useWorth(
  { provisional, knownUntilMs }: Turnout,
  zone: Zone,
): { readonly what: string; readonly more: string | null } {
  const { turnout: words } = useOfficeTexts();
  const { count, moment } = useTexts();
  if (provisional === null) {
    const isKnown = knownUntilMs !== null;
    return {
      what: words.final,
      more: isKnown ? words.knownUntil(moment(knownUntilMs, zone)) : null,
    };
  }
  const { why, devicesOutstanding } = provisional;
  return {
    what: words.provisional[why](count(devicesOutstanding)),
    more: words.toFinal[why],
  };
}

/** What cannot be proven, or is not counted: it stands beside final figures too. */
export function Remarks({ remarks }: Pick<Turnout, 'remarks'>): VNode | null {
  const words = useOfficeTexts().turnout.remarks;
  const { count } = useTexts();
  const { unproven, wasPutBack, setAside } = remarks;
  const lines = [
    ...(unproven > 0 ? [words.unproven(count(unproven))] : []),
    ...(wasPutBack ? [words.putBack] : []),
    ...(setAside > 0 ? [words.setAside(count(setAside))] : []),
  ];
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
