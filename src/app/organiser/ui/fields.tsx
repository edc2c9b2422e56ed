/**
 * The fields of the organiser's forms: native elements with a label, a hint, and what is
 * wrong right below, tied together for those who hear the screen.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { cleanText } from '#core/plain-text.ts';
import type { Bound } from './use-form.ts';

interface LineProps {
  readonly bound: Bound;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'search' | 'password' | 'date' | 'time' | 'digits';
  readonly charsMax?: number;
  readonly autoComplete?: string;
  readonly isOptional?: boolean;
}

/** One line: words, a date, a time, digits or a password. */
export function Line({ bound, label, hint, ...props }: LineProps): VNode {
  const id = useId();
  const { type = 'text', charsMax, autoComplete = 'off', isOptional = false } = props;
  const shared = {
    id,
    name: bound.name,
    value: bound.value,
    maxLength: charsMax,
    autoComplete,
    required: !isOptional,
    'aria-invalid': bound.fault !== undefined,
    'aria-describedby': `${id}-hint ${id}-fault`,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => {
      bound.onText(event.currentTarget.value);
    },
  };
  // A field that was left is cleaned: while an input method is at it, nothing may change.
  const leave = (): void => {
    const clean = cleanText(bound.value);
    if (clean !== bound.value) bound.onText(clean);
  };
  return (
    <Frame id={id} label={label} hint={hint} fault={bound.fault}>
      {type === 'text' && <input type="text" dir="auto" {...shared} onBlur={leave} />}
      {type === 'digits' && <input type="text" inputMode="numeric" {...shared} />}
      {type === 'search' && <input type="search" {...shared} />}
      {type === 'password' && <input type="password" {...shared} />}
      {type === 'date' && <input type="date" {...shared} />}
      {type === 'time' && <input type="time" {...shared} />}
    </Frame>
  );
}

interface LinesProps {
  readonly bound: Bound;
  readonly label: string;
  readonly hint?: string;
  readonly rows: number;
  readonly charsMax: number;
  readonly isOptional?: boolean;
}

/** Several lines of text. */
export function Lines({
  bound,
  label,
  hint,
  rows,
  charsMax,
  isOptional = false,
}: LinesProps): VNode {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={bound.fault}>
      <textarea
        id={id}
        dir="auto"
        name={bound.name}
        rows={rows}
        maxLength={charsMax}
        value={bound.value}
        required={!isOptional}
        aria-invalid={bound.fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => {
          bound.onText(event.currentTarget.value);
        }}
      />
    </Frame>
  );
}

interface PickProps {
  readonly bound: Bound;
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few. */
export function Pick({ bound, label, hint, options }: PickProps): VNode {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} fault={bound.fault}>
      <select
        id={id}
        name={bound.name}
        value={bound.value}
        aria-invalid={bound.fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        onChange={(event) => {
          bound.onText(event.currentTarget.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface FrameProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly fault: string | undefined;
  readonly children: ComponentChildren;
}

function Frame({ id, label, hint, fault, children }: FrameProps): VNode {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {children}
      <p class="fault" id={`${id}-fault`} role="alert">
        {fault}
      </p>
    </div>
  );
}
