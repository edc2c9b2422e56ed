/** The few parts every field screen is made of: large, plain, the same everywhere. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface ButtonProps {
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onPress: () => void;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A button. It never submits a form by accident. */
export function Button(props: ButtonProps): VNode {
  const { kind = 'plain', disabled = false, pressed, onPress, label, children } = props;
  return (
    <button
      type="button"
      class={`button button-${kind}`}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** The heading of a screen. It takes the focus, so that a screen reader begins there. */
export function ScreenTitle({ children }: { readonly children: ComponentChildren }): VNode {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1} class="screen-title">
      {children}
    </h1>
  );
}

interface NoticeProps {
  /** An alarm is read out at once. */
  readonly kind: 'info' | 'warn' | 'alarm';
  readonly children: ComponentChildren;
}

/** Something that must be read. */
export function Notice({ kind, children }: NoticeProps): VNode {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'alarm' ? 'alert' : 'note'}>
      {children}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly charsMax: number;
  readonly inputMode?: 'text' | 'search' | 'numeric';
  readonly autoFocus?: boolean;
  readonly onText: (text: string) => void;
  readonly onLeave?: () => void;
}

/** A line of text. The browser neither remembers nor corrects it: the device is shared. */
export function TextField(props: TextFieldProps): VNode {
  const { label, hint, fault, value, charsMax, inputMode = 'text', onText, onLeave } = props;
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.autoFocus === true) ref.current?.focus();
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        ref={ref}
        id={id}
        type="text"
        dir="auto"
        inputMode={inputMode}
        value={value}
        maxLength={charsMax}
        autoComplete="off"
        autoCorrect="off"
        spellcheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
        onInput={(event) => {
          onText(event.currentTarget.value);
        }}
        onBlur={onLeave}
      />
      <p class="fault" id={`${id}-fault`} role="alert">
        {fault}
      </p>
    </div>
  );
}

/** A name beside its value, for the lists of details. */
export function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One tick: on the disk of this device. Two: the office has it. */
export function Ticks({ count }: { readonly count: 1 | 2 }): VNode {
  return (
    <svg class="ticks" viewBox="0 0 64 40" aria-hidden="true">
      <path d="M6 22 18 34 44 6" />
      {count === 2 && <path d="M30 30 34 34 60 6" />}
    </svg>
  );
}
