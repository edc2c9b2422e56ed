/**
 * One line for all devices that do not make figures provisional. There may be thousands, because
 * anybody can join with a poster. They are given up together, and are listed when each must be
 * decided.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { Completeness, GatheringView } from '#core/office-gathering-api.ts';
import { tell } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { Refused } from '../ui/asked.tsx';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { Pager } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

interface PhonesPanelProps {
  readonly shown: GatheringView;
  readonly phones: Completeness['phones'];
  /** Which page of them is listed. */
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly onChanged: () => void;
  /** That page of them, one by one. */
  readonly children: ComponentChildren;
}

/** The line, and the devices behind it. */
export function PhonesPanel({ shown, phones, onChanged, ...listed }: PhonesPanelProps): VNode {
  const { phones: words, entries } = useOfficeTexts();
  const { count } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const doing = useDoing();
  const path = OFFICE_PATHS.phonesGivenUp(shown.id);
  const { devices, unproven, givenUp } = phones;
  const shownCount = Math.min(devices, LIMITS.phonesShownMax);

  const takeBack = async (): Promise<void> => {
    const ended = await doing.run(() => tell({ method: 'DELETE', path }));
    if (ended.done) onChanged();
  };

  return (
    <section class="office-panel">
      <h3>{words.title}</h3>
      <p>{words.what}</p>
      <PhonesLine phones={phones} />
      <div class="button-row">
        {unproven > givenUp && (
          <Button
            onPress={() => {
              setAsking(true);
            }}
          >
            {words.giveUp}
          </Button>
        )}
        {givenUp > 0 && (
          <Button disabled={doing.isBusy} onPress={() => void takeBack()}>
            {words.takeBack}
          </Button>
        )}
      </div>
      <Refused refusal={doing.refusal} />
      <details>
        <summary>
          {shownCount === devices
            ? words.show(count(devices))
            : words.showFirst(count(shownCount), count(devices))}
        </summary>
        {listed.children}
        <Pager
          label={words.pages}
          page={listed.page}
          pages={Math.ceil(devices / LIMITS.phonesShownMax)}
          words={entries.page}
          onPage={listed.onPage}
        />
      </details>
      {isAsking && (
        <GiveUpDialog
          path={path}
          title={words.giveUpTitle}
          what={words.giveUpWhat}
          reasonHint={words.reasonHint}
          onClose={() => {
            setAsking(false);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

/** How many there are, and what of them is open. */
function PhonesLine({ phones }: Pick<PhonesPanelProps, 'phones'>): VNode {
  const { phones: words } = useOfficeTexts();
  const { count } = useTexts();
  const { devices, entries, setAside, unproven, undecided, givenUp } = phones;
  const parts = [
    words.line(count(devices), count(entries)),
    ...(setAside > 0 ? [words.aside(count(setAside))] : []),
    ...(unproven > 0 ? [words.unproven(count(unproven))] : []),
    ...(undecided > 0 ? [words.undecided(count(undecided))] : []),
    ...(givenUp > 0 ? [words.givenUp(count(givenUp))] : []),
  ];
  return (
    <p>
      <b>{parts.join(' · ')}</b>
    </p>
  );
}
