/** A part of the app that is loaded when it is first shown. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '#app/text/texts.ts';

/** The cache of a loaded part, so that it is there at once the next time. */
export interface Loaded<Module> {
  now: { readonly module: Module } | null;
}

interface LazyProps<Module> {
  readonly load: () => Promise<Module>;
  readonly loaded?: Loaded<Module>;
  /** What is waited for: a whole screen, or a part of one that is there. */
  readonly as?: 'screen' | 'part';
  readonly children: (module: Module) => ComponentChildren;
}

/** Shows the part when it is loaded. If it cannot be loaded, the root boundary shows it. */
export function Lazy<Module>(props: LazyProps<Module>): VNode {
  const { load, loaded: place = { now: null }, as = 'screen', children } = props;
  const texts = useTexts();
  const [loaded, setLoaded] = useState(place.now);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    if (loaded !== null) return;
    load().then(
      (module) => {
        place.now = { module };
        setLoaded(place.now);
      },
      (error: unknown) => {
        setFailure({ error });
      },
    );
  }, []);
  if (failure !== null) throw failure.error;
  if (loaded === null) {
    const waiting = <p role="status">{texts.opening}</p>;
    return as === 'part' ? waiting : <main class="screen">{waiting}</main>;
  }
  return <>{children(loaded.module)}</>;
}
