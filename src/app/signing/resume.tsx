/**
 * The question after a crash or a reload on a shared tablet: the same person goes on, or
 * another one begins. The ink itself is not shown before it is claimed.
 */
import type { VNode } from 'preact';
import { useTexts } from '#app/text/texts.ts';
import { Button, ScreenTitle } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import type { Stage } from './journey.ts';
import type { Flow } from './use-journey.ts';

interface ResumeProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'resume' };
}

/** The question. */
export function Resume({ flow, stage }: ResumeProps): VNode {
  const words = useTexts().resume;
  return (
    <main class="screen">
      <ScreenTitle>{words.title}</ScreenTitle>
      <p>{words.text}</p>
      <p class="name">{said(stage.draft.signatory.name)}</p>
      <div class="actions">
        <Button
          kind="main"
          onPress={() => {
            flow.dispatch({ do: 'resume' });
          }}
        >
          {words.go}
        </Button>
        <Button
          onPress={() => {
            void flow.abandon();
          }}
        >
          {words.drop}
        </Button>
      </div>
    </main>
  );
}
