/** Yields the way from the status to the files that a steward carries by hand. */
import type { VNode } from 'preact';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Button } from '#app/ui/parts.tsx';

/** The places of the steward's part. */
export type StationPlace = 'status' | 'parcels' | 'leaving';

interface DoorsProps {
  readonly onPlace: (place: StationPlace) => void;
}

/** Files that go by hand. */
export function Doors({ onPlace }: DoorsProps): VNode {
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
