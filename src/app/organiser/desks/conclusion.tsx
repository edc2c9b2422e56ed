/**
 * The conclusion: whether every entry has arrived. It says complete only when that is proven, with
 * every remark beside it. Otherwise it says what is missing and whom to call.
 */
import type { VNode } from 'preact';
import type { Completeness, GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { told } from '#app/ui/said.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { conclusionWords } from './conclusion-words.ts';

interface ConclusionProps {
  readonly shown: GatheringView;
  readonly state: Completeness;
  /** By the office's clock, when this was so. */
  readonly atMs: number;
  /** The office no longer answers: what is shown was so, and may not be any more. */
  readonly isStale: boolean;
}

/** The answer. Nothing before any device took part. */
export function Conclusion({ shown, state, atMs, isStale }: ConclusionProps): VNode | null {
  const office = useOfficeTexts();
  const texts = useTexts();
  const answer = conclusionWords(state, { office, texts, zone: shown.zone, atMs, isStale });
  if (answer === null) return null;
  const { look, sentence, stale, lines, notes } = answer;
  return (
    <section class={`notice conclusion conclusion-${look}`} aria-label={office.completeness.title}>
      <p class="conclusion-words" role="status">
        {sentence}
      </p>
      {stale !== null && <p>{stale}</p>}
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{told(line)}</li>
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </section>
  );
}
