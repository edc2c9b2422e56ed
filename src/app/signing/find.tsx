/**
 * The three ways of finding oneself on the roster of a station. Nobody is listed before
 * something is typed, and whoever is not listed can be added on the spot.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ruleOf } from '#core/category.ts';
import { LIMITS } from '#core/limits.ts';
import type { IdentifiedBy } from '#core/entry.ts';
import type { Found, Joined } from '#device/device.ts';
import { ClosedNotice } from '#app/station/closed-notice.tsx';
import { LateNotice } from '#app/station/late-notice.tsx';
import { RefusedNotice, useRefused } from '#app/station/refused.tsx';
import { useStationTexts } from '#app/text/station-texts.ts';
import { IdleGuard } from '#app/ui/idle-guard.tsx';
import { Button, Notice, ScreenTitle } from '#app/ui/parts.tsx';
import { FindBirth } from './find-birth.tsx';
import { FindName } from './find-name.tsx';
import { FindUnit } from './find-unit.tsx';
import { personOf } from './person.ts';
import type { Flow } from './use-journey.ts';

const TABS = ['byBirth', 'byName', 'byUnit'] as const;

interface FindScreenProps {
  readonly flow: Flow;
  readonly joined: Joined;
}

/** The find screen. */
export function Find({ flow, joined }: FindScreenProps): VNode {
  const words = useStationTexts().find;
  const [tab, setTab] = useState<(typeof TABS)[number]>('byBirth');
  const [isTouched, setTouched] = useState(false);
  const isRefused = useRefused(joined);

  const onFound = (found: Found, by: IdentifiedBy): void => {
    const rule = ruleOf(joined.matrix, found.row.category);
    flow.dispatch({ do: 'identified', person: personOf(found, by), rule });
  };

  return (
    <main
      class="screen screen-find"
      onPointerDown={() => {
        setTouched(true);
      }}
    >
      <ScreenTitle>{words.title}</ScreenTitle>
      {isRefused && <RefusedNotice {...joined} />}
      <LateNotice late={joined.late} />
      <ClosedNotice joined={joined} isStill={isTouched} />
      {joined.rosterCount === 0 && (
        <Notice kind="warn">
          <p>{words.noRoster}</p>
        </Notice>
      )}
      <div class="tabs" role="group" aria-label={words.title}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            class="tab"
            aria-pressed={one === tab}
            onClick={() => {
              setTab(one);
            }}
          >
            {words[one]}
          </button>
        ))}
      </div>
      <div class="find-panel">
        {tab === 'byBirth' && <FindBirth onFound={onFound} />}
        {tab === 'byName' && <FindName onFound={onFound} />}
        {tab === 'byUnit' && <FindUnit onFound={onFound} />}
      </div>
      <footer class="not-listed">
        <p>{words.notListed}</p>
        <Button
          onPress={() => {
            flow.dispatch({ do: 'write-in' });
          }}
        >
          {words.walkIn}
        </Button>
      </footer>
      {isTouched && (
        <IdleGuard
          afterMs={LIMITS.idleResetMs}
          onIdle={() => {
            flow.dispatch({ do: 'next' });
          }}
        />
      )}
    </main>
  );
}
