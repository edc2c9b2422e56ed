/** Attendance as a bar: who signed, who only attended, and the rest of who was expected. */
import type { VNode } from 'preact';
import type { TurnoutCounts } from '#core/office-decision-api.ts';

interface TurnoutBarProps {
  readonly counts: Pick<TurnoutCounts, 'expected' | 'attended' | 'signed'>;
  /** Said to those who cannot see it; without it the bar repeats what stands beside it. */
  readonly label?: string;
}

/** The bar. */
export function TurnoutBar({ counts, label }: TurnoutBarProps): VNode {
  const { expected, attended, signed } = counts;
  const whole = Math.max(expected, 1);
  const here = Math.max(attended, signed);
  return (
    <svg
      class="bar-picture"
      viewBox={`0 0 ${whole} 1`}
      preserveAspectRatio="none"
      {...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label })}
    >
      <rect class="bar-rest" width={whole} height="1" />
      <rect class="bar-attended" width={here} height="1" />
      <rect class="bar-signed" width={signed} height="1" />
    </svg>
  );
}
