/** The verbs of the steward, when their code is loaded. */
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '#core/fault.ts';
import type { Steward } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';

/** Null until it is loaded. If it cannot be loaded, the root boundary shows it. */
export function useSteward(): Steward | null {
  const device = useDevice();
  const [opened, setOpened] = useState<Result<Steward> | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    device.steward().then(setOpened, (error: unknown) => {
      setFailure({ error });
    });
  }, [device]);
  if (failure !== null) throw failure.error;
  if (opened?.ok === false) throw new Error(opened.fault.code);
  return opened?.value ?? null;
}
