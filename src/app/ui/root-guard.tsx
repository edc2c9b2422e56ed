/**
 * The error boundary at the top of the screens. It shows an error of ours in plain words, with a
 * note that a steward can pass on. It replaces a screen that cannot be drawn. After an error in the
 * background the screen stays, because somebody may be signing.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { useTexts } from '#app/text/texts.ts';
import { Button, Notice } from './parts.tsx';

interface RootGuardProps {
  readonly build: string;
  readonly children: ComponentChildren;
}

/** The boundary. Errors while drawing and promises that nobody awaited both end here. */
export function RootGuard({ build, children }: RootGuardProps): VNode {
  const texts = useTexts();
  const [drawing] = useErrorBoundary();
  const [behind, setBehind] = useState<string | null>(null);
  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent): void => {
      setBehind(noteOf(event.reason));
    };
    const onError = (event: ErrorEvent): void => {
      // Resize observers report a skipped frame as an error without one.
      if (event.error !== null && event.error !== undefined) setBehind(noteOf(event.error));
    };
    addEventListener('unhandledrejection', onRejection);
    addEventListener('error', onError);
    return () => {
      removeEventListener('unhandledrejection', onRejection);
      removeEventListener('error', onError);
    };
  }, []);

  if (drawing !== undefined) {
    return (
      <main class="screen">
        <h1 class="screen-title">{texts.error.title}</h1>
        <Trouble note={noteOf(drawing)} build={build} />
      </main>
    );
  }
  return (
    <>
      {behind !== null && (
        <aside class="trouble" aria-label={texts.error.title}>
          <Trouble note={behind} build={build} />
          <Button
            onPress={() => {
              setBehind(null);
            }}
          >
            {texts.act.close}
          </Button>
        </aside>
      )}
      {children}
    </>
  );
}

function Trouble({ note, build }: { readonly note: string; readonly build: string }): VNode {
  const texts = useTexts();
  return (
    <>
      <Notice kind="alarm">
        <p>
          <b>{texts.error.title}</b>
        </p>
        <p>{texts.error.text}</p>
        <p>{texts.error.tell}</p>
        <p class="note">
          {note} · {build}
        </p>
      </Notice>
      <Button
        kind="main"
        onPress={() => {
          location.reload();
        }}
      >
        {texts.act.reload}
      </Button>
    </>
  );
}

/** An error's own words: ours never hold a person's data. */
function noteOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}
