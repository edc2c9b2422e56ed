/** The search within one agency: first the agency, then some letters of the name. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { type Agency, aboveOf, unitOf } from '#core/roster.ts';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Button, TextField } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { useAnswer } from '#app/use-answer.ts';
import type { FindProps } from './person.ts';
import { FoundList } from './found-list.tsx';

interface Unit {
  readonly no: number;
  /** With what it is part of. */
  readonly name: string;
}

/** The unit tab. */
export function FindUnit({ onFound }: FindProps): VNode {
  const [unit, setUnit] = useState<Unit | null>(null);
  if (unit === null) return <ChooseUnit onPick={setUnit} />;
  return (
    <FindInUnit
      unit={unit}
      onFound={onFound}
      onOther={() => {
        setUnit(null);
      }}
    />
  );
}

function ChooseUnit({ onPick }: { readonly onPick: (unit: Unit) => void }): VNode {
  const device = useDevice();
  const words = useStationTexts().find;
  const [query, setQuery] = useState('');
  const agencies = useAnswer('all', () => device.agencies()) ?? [];
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = parts.length === 0 ? [] : agenciesNamed(agencies, parts);
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
      {parts.length > 0 && agencies.length > 0 && matches.length === 0 && (
        <p class="none" role="status">
          {words.noneUnit}
        </p>
      )}
      {matches.length > 0 && (
        <ul class="rows">
          {matches.slice(0, LIMITS.foundShownMax).map(({ no, name }) => (
            <li key={no}>
              <button
                type="button"
                class="row"
                onClick={() => {
                  onPick({ no, name: unitOf(agencies, no) });
                }}
              >
                <span class="row-name">{said(name)}</span>
                <span>{said(aboveOf(agencies, no))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {matches.length > LIMITS.foundShownMax && <p>{words.more}</p>}
    </>
  );
}

/**
 * Agencies that match all parts of the search. First those whose own name matches, then those that
 * need the name of the agency above.
 */
function agenciesNamed(agencies: readonly Agency[], parts: readonly string[]): readonly Agency[] {
  const has = (text: string): boolean => {
    const small = text.toLowerCase();
    return parts.every((part) => small.includes(part));
  };
  const own = agencies.filter(({ name, shortName }) => has(`${name} ${shortName}`));
  const known = new Set(own);
  const wider = agencies.filter(({ no }) => has(unitOf(agencies, no)));
  return [...own, ...wider.filter((one) => !known.has(one))];
}

interface FindInUnitProps extends FindProps {
  readonly unit: Unit;
  readonly onOther: () => void;
}

function FindInUnit({ unit, onFound, onOther }: FindInUnitProps): VNode {
  const device = useDevice();
  const words = useStationTexts().find;
  const [query, setQuery] = useState('');
  const asked = query.trim() === '' ? null : query;
  const found = useAnswer(asked, (about) => device.findInAgency(unit.no, about));
  return (
    <>
      <div class="chosen">
        <p>{said(unit.name)}</p>
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
