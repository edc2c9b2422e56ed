/**
 * The search by birth date, with a keypad. It is the fastest search: a whole date gives one or two
 * people. When it gives exactly one, the confirm step comes at once.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDevice } from '#app/device-context.ts';
import { useStationTexts } from '#app/text/station-texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { useAnswer } from '#app/use-answer.ts';
import { birthState, pressDigit } from './birth-digits.ts';
import type { FindProps } from './person.ts';
import { FoundList } from './found-list.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'erase'] as const;
const PARTS = [
  [0, 2, 'HH'],
  [2, 4, 'BB'],
  [4, 8, 'TTTT'],
] as const;

/** The birth date tab. */
export function FindBirth({ onFound }: FindProps): VNode {
  const device = useDevice();
  const words = useStationTexts().find;
  const [digits, setDigits] = useState('');
  const state = birthState(digits);
  const found = useAnswer(state === 'whole' ? digits : null, (about) =>
    device.findByBirthDate(about),
  );

  useEffect(() => {
    const [only, ...others] = found ?? [];
    if (only !== undefined && others.length === 0) onFound(only, 'birth-date');
  }, [found]);

  const press = (key: (typeof KEYS)[number]): void => {
    if (key === 'clear') setDigits('');
    else setDigits((now) => (key === 'erase' ? now.slice(0, -1) : pressDigit(now, key)));
  };

  useEffect(() => {
    const onKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): void => {
      if (ctrlKey || metaKey) return;
      if (key === 'Backspace') press('erase');
      else setDigits((now) => pressDigit(now, key));
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, []);

  return (
    <div class={state === 'whole' ? 'birth birth-whole' : 'birth'}>
      <div class="birth-entry">
        <p id="birth-label" class="birth-label">
          {words.birthLabel}
        </p>
        <p class="birth-digits" role="status" aria-labelledby="birth-label">
          {PARTS.map(([from, to, empty], i) => (
            <span key={empty} class={from <= digits.length && digits.length < to ? 'now' : ''}>
              <small>{words.birthParts[i]}</small>
              <b>{shown(digits.slice(from, to), empty)}</b>
            </span>
          ))}
        </p>
        {state === 'no-such-day' && (
          <p class="fault" role="alert">
            {words.noSuchDay}
          </p>
        )}
        <div class="birth-again">
          <Button
            onPress={() => {
              setDigits('');
            }}
          >
            {words.birthAgain}
          </Button>
        </div>
        <div class="keypad">
          {KEYS.map((key) => (
            <button
              key={key}
              type="button"
              class={`key key-${key}`}
              aria-label={key === 'erase' ? words.erase : undefined}
              onClick={() => {
                press(key);
              }}
            >
              {key === 'erase' ? <EraseIcon /> : faceOf(key, words.clear)}
            </button>
          ))}
        </div>
      </div>
      <div class="birth-found">
        {state !== 'whole' && <p class="birth-hint">{words.birthHint}</p>}
        {state === 'whole' && (
          <FoundList
            found={found}
            none={words.noneBirth}
            onPick={(one) => {
              onFound(one, 'birth-date');
            }}
          />
        )}
      </div>
    </div>
  );
}

function faceOf(key: string, clear: string): string {
  return key === 'clear' ? clear : key;
}

function EraseIcon(): VNode {
  return (
    <svg class="erase" viewBox="0 0 48 32" aria-hidden="true">
      <path d="M16 3H45V29H16L3 16ZM23 10 35 22M35 10 23 22" />
    </svg>
  );
}

/** What is typed, and the letters of what is still to come: `07`, `1B`, `TTTT`. */
function shown(typed: string, empty: string): string {
  return typed + empty.slice(typed.length);
}
