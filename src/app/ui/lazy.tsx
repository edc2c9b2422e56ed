/** Yields a part of the app that is loaded when it is first shown. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '#app/text/texts.ts';

interface LazyProps<Module> {
  readonly load: () => Promise<Module>;
  readonly children: (module: Module) => ComponentChildren;
}

/** The part, once it is there. That it cannot be loaded is for the boundary at the top. */
export function Lazy<Module>({ load, children }: LazyProps<Module>): VNode {
  const texts = useTexts();
  const [loaded, setLoaded] = useState<{ readonly module: Module } | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    load().then(
      (module) => {
        setLoaded({ module });
      },
      (error: unknown) => {
        setFailure({ error });
      },
    );
  }, []);
  if (failure !== null) throw failure.error;
  if (loaded === null) {
    return (
      <main class="screen">
        <p role="status">{texts.opening}</p>
      </main>
    );
  }
  return <>{children(loaded.module)}</>;
}
