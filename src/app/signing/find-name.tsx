/** The search by name. From two letters on it answers on every key. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { TextField } from '#app/ui/parts.tsx';
import { useAnswer } from '#app/use-answer.ts';
import type { FindProps } from './person.ts';
import { FoundList } from './found-list.tsx';

const QUERY_LETTERS_MIN = 2;

/** The name tab. */
export function FindName({ onFound }: FindProps): VNode {
  const device = useDevice();
  const words = useStationTexts().find;
  const [query, setQuery] = useState('');
  const asked = query.trim().length < QUERY_LETTERS_MIN ? null : query;
  const found = useAnswer(asked, (about) => device.findByName(about));
  return (
    <>
      <TextField
        label={words.nameLabel}
        hint={words.nameHint}
        value={query}
        charsMax={LIMITS.nameCharsMax}
        inputMode="search"
        autoFocus
        onText={setQuery}
      />
      {asked !== null && (
        <FoundList
          found={found}
          none={words.noneName}
          onPick={(one) => {
            onFound(one, 'name');
          }}
        />
      )}
    </>
  );
}
