/** The menu of the steward's screens, shown on the status screen. */
import type { VNode } from 'preact';
import type { Joined } from '#device/device.ts';
import { useRecitalTexts } from '#app/text/recital-texts.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Button } from '#app/ui/parts.tsx';

/** The steward's screens. */
export const STATION_PLACES = ['status', 'parcels', 'recital', 'leaving'] as const;

/** One of the steward's screens. */
export type StationPlace = (typeof STATION_PLACES)[number];

interface StationMenuProps {
  readonly joined: Joined | null;
  readonly onPlace: (place: StationPlace) => void;
}

/** The menu: the recital, on a station only, and the files. */
export function StationMenu({ joined, onPlace }: StationMenuProps): VNode {
  return (
    <>
      {joined?.grade === 'station' && <RecitalItem onPlace={onPlace} />}
      <ParcelsItem onPlace={onPlace} />
    </>
  );
}

type ItemProps = Pick<StationMenuProps, 'onPlace'>;

function RecitalItem({ onPlace }: ItemProps): VNode {
  const words = useRecitalTexts();
  return (
    <section class="panel">
      <h2>{words.title}</h2>
      <p>{words.what}</p>
      <Button
        onPress={() => {
          onPlace('recital');
        }}
      >
        {words.open}
      </Button>
    </section>
  );
}

function ParcelsItem({ onPlace }: ItemProps): VNode {
  const words = useStationTexts();
  return (
    <section class="panel">
      <h2>{words.noNetwork}</h2>
      <p>{words.byFileWhat}</p>
      <Button
        onPress={() => {
          onPlace('parcels');
        }}
      >
        {words.byFile}
      </Button>
    </section>
  );
}
