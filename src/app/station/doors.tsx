/** The ways from the status to what a steward does by hand. */
import type { VNode } from 'preact';
import type { Joined } from '#device/device.ts';
import { useRecitalTexts } from '#app/text/recital-texts.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Button } from '#app/ui/parts.tsx';

/** The places of the steward's part. */
export const STATION_PLACES = ['status', 'parcels', 'recital', 'leaving'] as const;

/** A place of the steward's part. */
export type StationPlace = (typeof STATION_PLACES)[number];

interface DoorsProps {
  readonly joined: Joined | null;
  readonly onPlace: (place: StationPlace) => void;
}

/** The joint oath, which only a station records, and files that go by hand. */
export function Doors({ joined, onPlace }: DoorsProps): VNode {
  return (
    <>
      {joined?.grade === 'station' && <RecitalDoor onPlace={onPlace} />}
      <ParcelsDoor onPlace={onPlace} />
    </>
  );
}

type DoorProps = Pick<DoorsProps, 'onPlace'>;

function RecitalDoor({ onPlace }: DoorProps): VNode {
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

function ParcelsDoor({ onPlace }: DoorProps): VNode {
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
