/**
 * One gathering: how it stands, its code, its desks and devices, its entries, what
 * is decided of them, its papers.
 */
import type { VNode } from 'preact';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { Asked } from '../ui/asked.tsx';
import { Closing } from './closing.tsx';
import { Decisions } from '../decisions/decision-list.tsx';
import { Facts } from './facts.tsx';
import { Documents } from '../papers/documents.tsx';
import { Entries } from '../turnout/entries.tsx';
import { Page, Tabs } from '../ui/page.tsx';
import { GATHERING_TABS, type GatheringTab } from '../ui/places.ts';
import { QrPage } from '../poster/qr-page.tsx';
import { Stations } from '../desks/stations.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { TurnoutView } from '../turnout/turnout.tsx';

interface GatheringScreenProps {
  readonly id: string;
  readonly tab: GatheringTab;
}

/** The screen. */
export function GatheringScreen({ id, tab }: GatheringScreenProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.gathering;
  return (
    <Asked about={id} ask={() => call(gathering, { path: OFFICE_PATHS.gathering(id) })}>
      {(shown, askAgain) => (
        <Page
          title={shown.title}
          above={[
            { to: { at: 'programmes' }, name: texts.nav.programmes },
            {
              to: { at: 'programme', id: shown.programme.id, tab: 'kegiatan' },
              name: shown.programme.title,
            },
          ]}
        >
          <Facts shown={shown} onChanged={askAgain} />
          <Closing shown={shown} onChanged={askAgain} />
          <Tabs
            label={words.tabsLabel}
            names={words.tabs}
            tabs={GATHERING_TABS}
            here={tab}
            placeOf={(to) => ({ at: 'gathering', id, tab: to })}
          />
          <Part shown={shown} tab={tab} onChanged={askAgain} />
        </Page>
      )}
    </Asked>
  );
}

interface PartProps {
  readonly shown: GatheringView;
  readonly tab: GatheringTab;
  readonly onChanged: () => void;
}

function Part({ shown, tab, onChanged }: PartProps): VNode {
  switch (tab) {
    case 'ringkasan':
      return <TurnoutView shown={shown} />;
    case 'qr':
      return <QrPage shown={shown} onChanged={onChanged} />;
    case 'meja':
      return <Stations shown={shown} />;
    case 'tanda-tangan':
      return <Entries shown={shown} />;
    case 'keputusan':
      return <Decisions shown={shown} />;
    case 'dokumen':
      return <Documents shown={shown} />;
  }
}
