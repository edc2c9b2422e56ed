/**
 * The steward's screens: the status, and behind it the work by hand. Each is a step in the
 * browser's history, so that the back button leads to the status.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Steward } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { STATION_PLACES, type StationPlace } from './station-menu.tsx';
import { LeavingScreen } from './leaving.tsx';
import { ParcelsScreen, SavePanel } from './parcels.tsx';
import { RecitalScreen } from './recital.tsx';
import { type StatusScreenProps, StatusScreen } from './status.tsx';

/** The part. */
export function StationPart(props: Omit<StatusScreenProps, 'onPlace'>): VNode {
  const [place, goTo] = usePlace();
  switch (place) {
    case 'status':
      return <StatusScreen {...props} onPlace={goTo} />;
    case 'parcels':
      return <ParcelsScreen onBack={back} />;
    case 'recital':
      return <RecitalScreen onBack={back} />;
    case 'leaving':
      return (
        <LeavingScreen
          onBack={back}
          onParcels={() => {
            goTo('parcels');
          }}
        />
      );
  }
}

/**
 * Shown beside ink that does not fit on a full disk. It exports the kept entries; the pad stays as
 * it is.
 */
export function Rescue(): VNode | null {
  const device = useDevice();
  const [steward, setSteward] = useState<Steward | null>(null);
  useEffect(() => {
    void device.steward().then((opened) => {
      if (opened.ok) setSteward(opened.value);
    });
  }, [device]);
  return steward === null ? null : <SavePanel steward={steward} />;
}

function usePlace(): readonly [StationPlace, (place: StationPlace) => void] {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const onChange = (): void => {
      setPlace(placeNow());
    };
    addEventListener('popstate', onChange);
    return () => {
      removeEventListener('popstate', onChange);
    };
  }, []);
  const goTo = (next: StationPlace): void => {
    history.pushState(next, '');
    setPlace(next);
  };
  return [place, goTo];
}

function placeNow(): StationPlace {
  const place: unknown = history.state;
  return STATION_PLACES.find((known) => known === place) ?? 'status';
}

function back(): void {
  history.back();
}
