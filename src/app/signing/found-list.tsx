/**
 * The people who were found, in rows large enough for a finger in the sun. Name, position
 * and unit tell homonyms apart; a number is never shown.
 */
import type { VNode } from 'preact';
import { LIMITS } from '#core/limits.ts';
import type { Found } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { said } from '#app/ui/said.tsx';
import { useLive } from '#app/use-live.ts';

interface FoundListProps {
  /** Null while the answer is not there. */
  readonly found: readonly Found[] | null;
  /** What to say when nobody was found. */
  readonly none: string;
  readonly onPick: (found: Found) => void;
}

/** The list. */
export function FoundList({ found, none, onPick }: FoundListProps): VNode | null {
  const words = useStationTexts().find;
  const hasRoster = (useLive(useDevice().joined)?.rosterCount ?? 0) > 0;
  if (found === null) return <p role="status">{words.searching}</p>;
  // Without a roster nobody can be found; the notice above says so.
  if (found.length === 0 && !hasRoster) return null;
  if (found.length === 0) {
    return (
      <p class="none" role="status">
        {none}
      </p>
    );
  }
  return (
    <section class="stack" aria-label={words.pick}>
      <h2>{words.pick}</h2>
      <ul class="rows">
        {found.map((one) => (
          <li key={one.row.no}>
            <button
              type="button"
              class="row"
              onClick={() => {
                onPick(one);
              }}
            >
              <span class="row-name">{said(one.row.name)}</span>
              <span>{said(one.row.position)}</span>
              <span>{said(one.unit)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length >= LIMITS.foundShownMax && <p>{words.more}</p>}
    </section>
  );
}
