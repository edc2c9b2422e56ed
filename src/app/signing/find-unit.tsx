/** Yields the search within one agency: first the agency, then some letters of the name. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import type { Agency } from '#core/roster.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Button, TextField } from '#app/ui/parts.tsx';
import { useAnswer } from '#app/use-answer.ts';
import type { FindProps } from './find.tsx';
import { FoundList } from './found-list.tsx';

/** The unit tab. */
export function FindUnit({ onFound }: FindProps): VNode {
  const [agency, setAgency] = useState<Agency | null>(null);
  if (agency === null) return <ChooseAgency onPick={setAgency} />;
  return (
    <FindInAgency
      agency={agency}
      onFound={onFound}
      onOther={() => {
        setAgency(null);
      }}
    />
  );
}

function ChooseAgency({ onPick }: { readonly onPick: (agency: Agency) => void }): VNode {
  const device = useDevice();
  const words = useStationTexts().find;
  const [query, setQuery] = useState('');
  const agencies = useAnswer('all', () => device.agencies());
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (agencies ?? []).filter(({ name, shortName }) => {
    const text = `${name} ${shortName}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
  return (
    <>
      <TextField
        label={words.unitLabel}
        hint={words.unitHint}
        value={query}
        charsMax={LIMITS.unitCharsMax}
        inputMode="search"
        autoFocus
        onText={setQuery}
      />
      {parts.length > 0 && agencies !== null && matches.length === 0 && (
        <p class="none" role="status">
          {words.noneUnit}
        </p>
      )}
      {parts.length > 0 && (
        <ul class="rows">
          {matches.slice(0, LIMITS.foundShownMax).map((one) => (
            <li key={one.no}>
              <button
                type="button"
                class="row"
                onClick={() => {
                  onPick(one);
                }}
              >
                <span class="row-name">{one.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {matches.length > LIMITS.foundShownMax && parts.length > 0 && <p>{words.more}</p>}
    </>
  );
}

interface FindInAgencyProps extends FindProps {
  readonly agency: Agency;
  readonly onOther: () => void;
}

function FindInAgency({ agency, onFound, onOther }: FindInAgencyProps): VNode {
  const device = useDevice();
  const words = useStationTexts().find;
  const [query, setQuery] = useState('');
  const asked = query.trim() === '' ? null : query;
  const found = useAnswer(asked, (about) => device.findInAgency(agency.no, about));
  return (
    <>
      <div class="chosen">
        <p>{agency.name}</p>
        <Button kind="quiet" onPress={onOther}>
          {words.unitChange}
        </Button>
      </div>
      <TextField
        label={words.nameInUnit}
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
            onFound(one, 'list');
          }}
        />
      )}
    </>
  );
}
