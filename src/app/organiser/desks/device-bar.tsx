/**
 * The entries of a device as a bar, in their order: received, on the way, and lost with a cleared
 * storage.
 */
import type { VNode } from 'preact';
import type { DeviceState } from '#core/office-gathering-api.ts';

interface DeviceBarProps {
  readonly device: DeviceState;
}

/** The bar. What it shows is said beside it in words. */
export function DeviceBar({ device }: DeviceBarProps): VNode | null {
  const { claimed, missing, losses } = device;
  const otherCount = losses.reduce((sum, loss) => sum + (loss.isOther ? loss.missingCount : 0), 0);
  const whole = claimed + otherCount;
  if (whole === 0) return null;
  const own = losses.find(({ isOther, isDoubtful }) => !isOther && !isDoubtful);
  // A loss takes the last entries of a journal. What the device still has comes before them.
  const lostFrom = own === undefined ? Infinity : own.seq - own.missingCount + 1;
  return (
    <svg
      class="bar-picture"
      viewBox={`0 0 ${whole} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="bar-signed" width={claimed} height="1" />
      {missing.map(({ from, to }) => (
        <rect
          key={from}
          class={from >= lostFrom ? 'bar-lost' : 'bar-waiting'}
          x={from - 1}
          width={to - from + 1}
          height="1"
        />
      ))}
      {otherCount > 0 && <rect class="bar-lost" x={claimed} width={otherCount} height="1" />}
    </svg>
  );
}
