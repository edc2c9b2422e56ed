/**
 * The organiser's part of the app: the sign-in screen, or the screen of the address. No device in
 * the field loads it.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Refusal } from '#core/office-answer.ts';
import { OFFICE_PATHS, type SessionAnswer, sessionAnswer } from '#core/office-api.ts';
import { call, tell } from '#device/network/office-client.ts';
import type { Preferences } from '#app/preferences.ts';
import type { AppUpdates } from '#app/use-updates.ts';
import './organiser.css';
import './poster/poster.css';
import './account/accounts.css';
import { Account } from './account/account.tsx';
import { Refused } from './ui/asked.tsx';
import { GatheringForm } from './gathering/gathering-form.tsx';
import { GatheringScreen } from './gathering/gathering.tsx';
import { HealthLine } from './health/health-line.tsx';
import { OfficeBar, type OfficeBarProps } from './ui/office-bar.tsx';
import { Page } from './ui/page.tsx';
import { Parcels } from './parcels/parcels.tsx';
import { type Place, placeOf, replacePlace, usePlace } from './ui/places.ts';
import { ProgrammeForm } from './programme/programme-form.tsx';
import { ProgrammeScreen } from './programme/programme.tsx';
import { Programmes } from './programme/programmes.tsx';
import { RosterImport } from './roster/roster-import.tsx';
import { Security } from './account/security.tsx';
import { type OwnSession, SessionContext } from './ui/session.ts';
import { Setup, SignIn } from './account/sign-in.tsx';
import { id } from './text/id.ts';
import { loadOfficeTexts, OfficeTextsContext, useOfficeTexts } from './text/texts.ts';

interface OrganiserPartProps {
  readonly preferences: Preferences;
  readonly setPreferences: (change: Partial<Preferences>) => void;
  readonly updates: AppUpdates;
}

/** The part. */
export function OrganiserPart(props: OrganiserPartProps): VNode {
  const { preferences, setPreferences, updates } = props;
  const { language } = preferences;
  const [texts, setTexts] = useState(id);
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const loaded = await loadOfficeTexts(language);
      if (isCurrent) setTexts(loaded);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [language]);
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);
  return (
    <OfficeTextsContext.Provider value={texts}>
      <div class="office">
        <Doors
          updates={updates}
          onLanguage={() => {
            setPreferences({ language: language === 'id' ? 'en' : 'id' });
          }}
        />
      </div>
    </OfficeTextsContext.Provider>
  );
}

type SessionState = { readonly answer: SessionAnswer } | { readonly refusal: Refusal } | null;

/** Who is there is asked first: until then nothing of the office is shown. */
function Doors(every: Pick<OfficeBarProps, 'updates' | 'onLanguage'>): VNode {
  const texts = useOfficeTexts();
  const place = usePlace();
  const [standing, setStanding] = useState<SessionState>(null);
  const ask = async (): Promise<void> => {
    const asked = await call(sessionAnswer, { path: OFFICE_PATHS.session });
    setStanding(asked.ok ? { answer: asked.value } : { refusal: asked.refusal });
  };
  useEffect(() => {
    void ask();
  }, []);

  if (standing === null || 'refusal' in standing) {
    return (
      <>
        <OfficeBar place={place} session={null} {...every} />
        <Page title={texts.signIn.title} width="narrow">
          {standing === null ? (
            <p role="status">{texts.opening}</p>
          ) : (
            <Refused refusal={standing.refusal} onRetry={() => void ask()} />
          )}
        </Page>
      </>
    );
  }
  const session = sessionOf(standing.answer, (answer) => {
    setStanding({ answer });
  });
  return (
    <SessionContext.Provider value={session}>
      <OfficeBar place={place} session={session} {...every} />
      {session !== null && <HealthLine />}
      {session === null ? (
        <Door
          place={place}
          officeName={standing.answer.officeName}
          onSession={(answer) => {
            setStanding({ answer });
            const at = placeOf(location.pathname);
            if (at.at === 'setup' || at.at === 'sign-in') replacePlace({ at: 'programmes' });
          }}
        />
      ) : (
        <Screen place={place} />
      )}
    </SessionContext.Provider>
  );
}

function sessionOf(
  answer: SessionAnswer,
  onAnswer: (answer: SessionAnswer) => void,
): OwnSession | null {
  const { organiser, officeName } = answer;
  if (organiser === null) return null;
  const expire = (): void => {
    onAnswer({ ...answer, organiser: null });
  };
  return {
    organiser,
    officeName,
    expire,
    signOut: async () => {
      const told = await tell({ method: 'DELETE', path: OFFICE_PATHS.session });
      const isOut = told.ok || told.refusal.code === 'signed-out';
      if (isOut) expire();
      return isOut;
    },
  };
}

interface DoorProps {
  readonly place: Place;
  readonly officeName: string;
  readonly onSession: (answer: SessionAnswer) => void;
}

function Door({ place, ...door }: DoorProps): VNode {
  return place.at === 'setup' ? <Setup {...door} /> : <SignIn {...door} />;
}

/**
 * The key makes a new component for each programme and gathering, so that no state of the last one
 * stays.
 */
function Screen({ place }: { readonly place: Place }): VNode {
  switch (place.at) {
    case 'setup':
    case 'sign-in':
    case 'programmes':
      return <Programmes />;
    case 'new-programme':
      return <ProgrammeForm />;
    case 'account':
      return <Account />;
    case 'security':
      return <Security />;
    case 'parcels':
      return <Parcels />;
    case 'programme':
      return <ProgrammeScreen key={place.id} id={place.id} tab={place.tab} />;
    case 'import':
      return <RosterImport key={place.id} id={place.id} />;
    case 'new-gathering':
      return <GatheringForm key={place.id} programmeId={place.id} />;
    case 'gathering':
      return <GatheringScreen key={place.id} id={place.id} tab={place.tab} />;
  }
}
