/** The bar above the organiser's screens: the places, the language, and the way out. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AppUpdates } from '#app/use-updates.ts';
import { PlaceLink } from './place-link.tsx';
import type { Place } from './places.ts';
import type { OwnSession } from './session.ts';
import { useOfficeTexts } from '../text/texts.ts';

/** What the bar shows. */
export interface OfficeBarProps {
  readonly place: Place;
  readonly session: OwnSession | null;
  readonly updates: AppUpdates;
  readonly onLanguage: () => void;
}

/** The bar. */
export function OfficeBar({ place, session, updates, onLanguage }: OfficeBarProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.nav;
  const [isLeaving, setLeaving] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const leave = async ({ signOut }: OwnSession): Promise<void> => {
    setLeaving(true);
    setRefused(!(await signOut()));
    setLeaving(false);
  };
  return (
    <header class="bar">
      <a class="skip" href="#isi">
        {texts.skip}
      </a>
      <p class="bar-title">{texts.title}</p>
      <nav class="office-nav" aria-label={words.label}>
        {session !== null && (
          <>
            <PlaceLink
              to={{ at: 'programmes' }}
              isHere={!['account', 'security', 'parcels'].includes(place.at)}
            >
              {words.programmes}
            </PlaceLink>
            <PlaceLink to={{ at: 'parcels' }} isHere={place.at === 'parcels'}>
              {words.parcels}
            </PlaceLink>
            <PlaceLink
              to={{ at: 'account' }}
              isHere={place.at === 'account' || place.at === 'security'}
            >
              {words.account}
            </PlaceLink>
          </>
        )}
      </nav>
      {updates.isReady && <Update updates={updates} />}
      <button type="button" lang={texts.otherLanguage} onClick={onLanguage}>
        {texts.language}
      </button>
      {session !== null && (
        <button type="button" disabled={isLeaving} onClick={() => void leave(session)}>
          {words.signOut}
        </button>
      )}
      {isRefused && session !== null && <p role="alert">{words.notSignedOut}</p>}
    </header>
  );
}

/** By consent alone: a page that loaded itself anew would take with it what is typed. */
function Update({ updates }: Pick<OfficeBarProps, 'updates'>): VNode {
  const { nav: words } = useOfficeTexts();
  const [isUpdating, setUpdating] = useState(false);
  return (
    <button
      type="button"
      title={words.updateWhat}
      disabled={isUpdating}
      onClick={() => {
        setUpdating(true);
        void updates.apply();
      }}
    >
      {isUpdating ? words.updating : words.update}
    </button>
  );
}
