/**
 * The whole app. It opens the device and shows the screen of the path. On a first visit it shows
 * the screen before the storage is there. An error boundary at the top shows every error in plain
 * words. Nothing is called kept that is not kept.
 */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Fault } from '#core/fault.ts';
import type { ColdStartDevice } from '#device/device.ts';
import { DeviceContext } from './device-context.ts';
import { usePreferences } from './preferences.ts';
import { goTo, takeInvitation, useRoute } from './routes.ts';
import { Signing } from './signing/signing.tsx';
import { useJourney } from './signing/use-journey.ts';
import type { StatusScreenProps } from './station/status.tsx';
import { id } from './text/id.ts';
import { faultSentence, loadTexts, TextsContext, useTexts } from './text/texts.ts';
import { Header } from './ui/header.tsx';
import { Lazy } from './ui/lazy.tsx';
import { Button, Notice } from './ui/parts.tsx';
import { RootGuard } from './ui/root-guard.tsx';
import { useLive } from './use-live.ts';
import { type LoadUpdates, useUpdates } from './use-updates.ts';

interface AppProps {
  readonly openDevice: () => ColdStartDevice;
  readonly loadUpdates: LoadUpdates;
  readonly build: string;
}

/** The app. */
export function App({ openDevice, loadUpdates, build }: AppProps): VNode {
  const [preferences, setPreferences] = usePreferences();
  const [texts, setTexts] = useState(id);
  const updates = useUpdates(loadUpdates);
  const route = useRoute();
  const { language, textSize } = preferences;

  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const loaded = await loadTexts(language);
      if (isCurrent) setTexts(loaded);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [language]);

  useEffect(() => {
    document.documentElement.lang = texts.code;
    document.documentElement.dataset['size'] = String(textSize);
  }, [texts, textSize]);

  return (
    <TextsContext.Provider value={texts}>
      <RootGuard build={build}>
        {route === 'office' ? (
          <Lazy load={() => import('./organiser/organiser.tsx')}>
            {({ OrganiserPart }) => <OrganiserPart {...{ preferences, setPreferences, updates }} />}
          </Lazy>
        ) : (
          <Field
            openDevice={openDevice}
            settings={{ preferences, setPreferences, updates, build }}
          />
        )}
      </RootGuard>
    </TextsContext.Provider>
  );
}

interface FieldProps {
  readonly openDevice: AppProps['openDevice'];
  readonly settings: StatusScreenProps['settings'];
}

/** The field half: everything that needs the device. */
function Field({ openDevice, settings }: FieldProps): VNode {
  const [device] = useState(openDevice);
  const opening = useLive(device.opening);
  // When a person may have drawn something, no other screen may replace the journey.
  const hasBegun = useRef(false);
  hasBegun.current ||= opening.kind === 'ahead' || opening.kind === 'open';

  if (!hasBegun.current) {
    return opening.kind === 'failed' ? <NotOpened fault={opening.fault} /> : <StillOpening />;
  }
  return (
    <DeviceContext.Provider value={device}>
      <Places device={device} settings={settings} />
    </DeviceContext.Provider>
  );
}

function StillOpening(): VNode {
  const texts = useTexts();
  return (
    <>
      <header class="bar">
        <p class="bar-title">{texts.title}</p>
      </header>
      <main class="screen">
        <p role="status">{texts.opening}</p>
      </main>
    </>
  );
}

/** Shown when the storage cannot be opened: then no signing may begin. */
function NotOpened({ fault }: { readonly fault: Fault }): VNode {
  const texts = useTexts();
  return (
    <>
      <header class="bar">
        <p class="bar-title">{texts.title}</p>
      </header>
      <main class="screen">
        <h1 class="screen-title">{texts.notOpened}</h1>
        <Notice kind="alarm">
          <p>{faultSentence(texts, fault.code)}</p>
        </Notice>
        <Button
          kind="main"
          onPress={() => {
            location.reload();
          }}
        >
          {texts.act.reload}
        </Button>
      </main>
    </>
  );
}

interface PlacesProps {
  readonly device: ColdStartDevice;
  readonly settings: StatusScreenProps['settings'];
}

/** All routes share one journey, so that changing the screen does not lose it. */
function Places({ device, settings }: PlacesProps): VNode {
  const [invitation] = useState(takeInvitation);
  const flow = useJourney(device, invitation);
  const route = useRoute();
  const isSigning = flow.journey.stage.at === 'sign';
  const opening = useLive(device.opening);
  useInvitationLinks();

  // During signing the fault is shown beside the ink, and the ink stays.
  if (opening.kind === 'failed' && !isSigning) return <NotOpened fault={opening.fault} />;
  if (route === 'station') {
    if (opening.kind !== 'open') return <StillOpening />;
    return (
      <Lazy load={() => import('./station/station.tsx')}>
        {({ StationPart }) => <StationPart flow={flow} settings={settings} />}
      </Lazy>
    );
  }
  return (
    <>
      <Header
        isCompact={isSigning}
        onLanguage={
          isSigning
            ? null
            : () => {
                const { preferences, setPreferences } = settings;
                setPreferences({ language: preferences.language === 'id' ? 'en' : 'id' });
              }
        }
        onSteward={
          isSigning
            ? null
            : () => {
                flow.dispatch({ do: 'leave' });
                goTo('station');
              }
        }
      />
      <Signing flow={flow} />
    </>
  );
}

/**
 * A link of a poster may be opened while the app is open. Then only the fragment of the address
 * changes, so the page is loaded again.
 */
function useInvitationLinks(): void {
  useEffect(() => {
    const onHash = (): void => {
      if (location.hash.startsWith('#g/')) location.reload();
    };
    addEventListener('hashchange', onHash);
    return () => {
      removeEventListener('hashchange', onHash);
    };
  }, []);
}
