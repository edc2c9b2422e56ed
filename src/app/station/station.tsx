/** Yields the steward's part: the status first, and behind it what is done by hand. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Lazy } from '#app/ui/lazy.tsx';
import type { StationPlace } from './doors.tsx';
import { type StatusScreenProps, StatusScreen } from './status.tsx';

/** The part. */
export function StationPart(props: Omit<StatusScreenProps, 'onPlace'>): VNode {
  const [place, setPlace] = useState<StationPlace>('status');
  const back = (): void => {
    setPlace('status');
  };
  switch (place) {
    case 'status':
      return <StatusScreen {...props} onPlace={setPlace} />;
    case 'parcels':
      return (
        <Lazy key={place} load={() => import('./parcels.tsx')}>
          {({ ParcelsScreen }) => <ParcelsScreen onBack={back} />}
        </Lazy>
      );
    case 'leaving':
      return (
        <Lazy key={place} load={() => import('./leaving.tsx')}>
          {({ LeavingScreen }) => (
            <LeavingScreen
              onBack={back}
              onParcels={() => {
                setPlace('parcels');
              }}
            />
          )}
        </Lazy>
      );
  }
}
