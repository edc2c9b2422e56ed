/**
 * The bar above every field screen: which gathering, and where the data stands. It never
 * says that something was sent; only what waits, and when the office has received all.
 */
import type { VNode } from 'preact';
import { useDevice } from '#app/device-context.ts';
import { type Chip, chipOf } from '#app/station/summary.ts';
import type { Texts } from '#app/text/id.ts';
import { useTexts } from '#app/text/texts.ts';
import { useLive } from '#app/use-live.ts';
import { said } from './said.tsx';

interface HeaderProps {
  /** Opens the steward's screen; null where nothing may interrupt. */
  readonly onSteward: (() => void) | null;
  /** Changes the language; a station has it among the steward's settings. */
  readonly onLanguage: (() => void) | null;
  /** Leaves the height to the pad. */
  readonly isCompact: boolean;
}

/** The bar. */
export function Header({ onSteward, onLanguage, isCompact }: HeaderProps): VNode {
  const device = useDevice();
  const texts = useTexts();
  const joined = useLive(device.joined);
  const status = useLive(device.status);
  const opening = useLive(device.opening).kind;
  const chip = chipOf(status);
  return (
    <header class={isCompact ? 'bar bar-compact' : 'bar'}>
      <div class="bar-words">
        <p class="bar-title">{said(joined?.gathering.title ?? texts.title)}</p>
        {(joined !== null || status.storageWasLost) && opening !== 'failed' && (
          <p class={`chip chip-${chip.kind}`} role="status">
            {opening === 'open' ? chipWords(chip, texts) : texts.chip.opening}
          </p>
        )}
      </div>
      {joined?.grade !== 'station' && onLanguage !== null && (
        <button type="button" class="bar-button" aria-label={texts.other.name} onClick={onLanguage}>
          {texts.other.code}
        </button>
      )}
      {onSteward !== null && (
        <button type="button" class="bar-button" onClick={onSteward}>
          {joined?.grade === 'station' ? texts.steward : texts.ownStatus}
        </button>
      )}
    </header>
  );
}

function chipWords(chip: Chip, { chip: words, count }: Texts): string {
  switch (chip.kind) {
    case 'storage-lost':
      return words.storageLost;
    case 'empty':
      return words.empty;
    case 'received':
      return words.received;
    default:
      return words[chip.kind](count(chip.n));
  }
}
