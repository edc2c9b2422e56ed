/** What a steward may add to the confirm step: who is represented, and who was helped. */
import type { VNode } from 'preact';
import { LIMITS } from '#core/limits.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button, TextField } from '#app/ui/parts.tsx';
import type { Stage } from './journey.ts';
import type { Flow } from './use-journey.ts';

interface StewardOptionsProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'confirm' };
}

/** The options. */
export function StewardOptions({ flow, stage }: StewardOptionsProps): VNode {
  const words = useTexts().confirm;
  const { assisted, represents } = stage;
  return (
    <div class="options">
      <div class="option-buttons">
        <Button
          kind="quiet"
          pressed={represents !== null}
          onPress={() => {
            const next = represents === null ? '' : null;
            flow.dispatch({ do: 'assist', assisted, represents: next });
          }}
        >
          {words.represents}
        </Button>
        <Button
          kind="quiet"
          pressed={assisted}
          onPress={() => {
            flow.dispatch({ do: 'assist', assisted: !assisted, represents });
          }}
        >
          {words.assisted}
        </Button>
      </div>
      {represents !== null && (
        <TextField
          label={words.representsLabel}
          value={represents}
          charsMax={LIMITS.nameCharsMax}
          autoFocus
          onText={(text) => {
            flow.dispatch({ do: 'assist', assisted, represents: text });
          }}
        />
      )}
    </div>
  );
}
