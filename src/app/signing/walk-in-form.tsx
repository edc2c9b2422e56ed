/**
 * The form for a walk-in: for everybody on an own phone, and for people who were not found at a
 * station. No field is filled in beforehand, and nothing is remembered.
 */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CATEGORIES, type Category, ruleOf } from '#core/category.ts';
import { LIMITS } from '#core/limits.ts';
import type { Joined } from '#device/device.ts';
import { useDevice } from '#app/device-context.ts';
import { useTexts } from '#app/text/texts.ts';
import type { Texts } from '#app/text/id.ts';
import { IdleGuard } from '#app/ui/idle-guard.tsx';
import { Button, Notice, ScreenTitle, TextField } from '#app/ui/parts.tsx';
import { useLive } from '#app/use-live.ts';
import type { Flow } from './use-journey.ts';
import {
  checkWalkIn,
  cleanFields,
  cutNik,
  identityOf,
  NO_FIELDS,
  type TypedNumber,
  type WalkInField,
  type WalkInFaults,
  type WalkInFields,
} from './walk-in.ts';

interface WalkInFormProps {
  readonly flow: Flow;
  readonly joined: Joined;
  /** What was written before, to be put right; null for an empty form. */
  readonly before: WalkInFields | null;
}

/** The form. */
export function WalkInForm({ flow, joined, before }: WalkInFormProps): VNode {
  const texts = useTexts();
  const words = texts.form;
  const [fields, setFields] = useState(before ?? NO_FIELDS);
  const [faults, setFaults] = useState<WalkInFaults>({});
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLElement>(null);
  const isStation = joined.grade === 'station';

  useEffect(() => {
    // The first field to put right, or the first category when only that is missing.
    const wrong = '[aria-invalid="true"], .choices:has(.fault:not(:empty)) input';
    if (tries > 0) form.current?.querySelector<HTMLInputElement>(wrong)?.focus();
  }, [tries]);

  const set = (changed: Partial<WalkInFields>): void => {
    setFields((now) => ({ ...now, ...changed }));
    setFaults((now) => without(now, Object.keys(changed)));
  };

  const next = (): void => {
    const clean = cleanFields(fields);
    setFields(clean);
    const checked = checkWalkIn(clean);
    if ('faults' in checked) {
      setFaults(checked.faults);
      setTries(tries + 1);
      return;
    }
    const { walkIn } = checked;
    flow.dispatch({
      do: 'identified',
      person: {
        signatory: walkIn,
        identifiedBy: 'self',
        identity: identityOf(walkIn),
        agency: walkIn.unit,
        birthDate: null,
        signedAtMs: null,
        fields: clean,
      },
      rule: ruleOf(joined.matrix, walkIn.category),
    });
  };

  const leave = (): void => {
    flow.dispatch({ do: 'next' });
  };

  const text = (field: 'name' | 'position' | 'unit', charsMax: number): VNode => (
    <TextField
      label={words[field]}
      fault={sentence(texts, field, faults)}
      value={fields[field]}
      charsMax={charsMax}
      onText={(value) => {
        set({ [field]: value });
      }}
      onLeave={() => {
        setFields(cleanFields);
      }}
    />
  );

  return (
    <main class="screen" ref={form}>
      <ScreenTitle>{isStation ? words.titleStation : words.titlePhone}</ScreenTitle>
      {!isStation && <OwnPhone late={joined.late} />}
      <div class="stack">
        {text('name', LIMITS.nameCharsMax)}
        <NumberField
          number={fields.number}
          fault={sentence(texts, 'number', faults)}
          onNumber={(number) => {
            set({ number });
          }}
        />
        {text('position', LIMITS.positionCharsMax)}
        {text('unit', LIMITS.unitCharsMax)}
        <CategoryField
          chosen={fields.category}
          fault={sentence(texts, 'category', faults)}
          onCategory={(category) => {
            set({ category });
          }}
        />
      </div>
      <div class="actions">
        <Button kind="main" onPress={next}>
          {words.next}
        </Button>
        {isStation && <Button onPress={leave}>{texts.act.back}</Button>}
      </div>
      {isStation && <IdleGuard afterMs={LIMITS.idleLongResetMs} onIdle={leave} />}
    </main>
  );
}

interface CategoryFieldProps {
  readonly chosen: Category | null;
  readonly fault: string | undefined;
  readonly onCategory: (category: Category) => void;
}

/** One of the categories; none is chosen beforehand. */
function CategoryField({ chosen, fault, onCategory }: CategoryFieldProps): VNode {
  const texts = useTexts();
  return (
    <fieldset class="choices" aria-describedby="category-fault">
      <legend>{texts.form.category}</legend>
      {CATEGORIES.map((category) => (
        <label key={category} class="choice">
          <input
            type="radio"
            name="category"
            checked={chosen === category}
            onChange={() => {
              onCategory(category);
            }}
          />
          {texts.category[category]}
        </label>
      ))}
      <p class="fault" id="category-fault" role="alert">
        {fault}
      </p>
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly number: TypedNumber;
  readonly fault: string | undefined;
  readonly onNumber: (number: TypedNumber) => void;
}

/** A NIK is cut as soon as the field is left, and the screen says why. */
function NumberField({ number, fault, onNumber }: NumberFieldProps): VNode {
  const texts = useTexts();
  const words = texts.form;
  if (number.kind === 'nik') {
    return (
      <div class="field">
        <p class="label">{words.number}</p>
        <div class="chosen">
          <p>{words.nikCut(number.lastFour)}</p>
          <Button
            kind="quiet"
            onPress={() => {
              onNumber({ kind: 'typed', text: '' });
            }}
          >
            {texts.act.edit}
          </Button>
        </div>
        <Notice kind="info">
          <p>{words.nikWhy}</p>
        </Notice>
      </div>
    );
  }
  return (
    <TextField
      label={words.number}
      hint={words.numberHint}
      fault={fault}
      value={number.text}
      charsMax={LIMITS.numberCharsMax}
      onText={(text) => {
        onNumber({ kind: 'typed', text });
      }}
      onLeave={() => {
        const cut = cutNik(number);
        if (cut !== number) onNumber(cut);
      }}
    />
  );
}

/**
 * An own phone starts with this form. So it shows what was kept already. On a late device it also
 * says, before anybody signs, that the signing waits for the organiser.
 */
function OwnPhone({ late }: Pick<Joined, 'late'>): VNode {
  const { count, form: words } = useTexts();
  const { madeCount, journalCount } = useLive(useDevice().status);
  const isFull = journalCount >= LIMITS.phoneSigningsMax;
  return (
    <>
      {madeCount > 0 && (
        <Notice kind="info">
          <p>{words.alreadyHere(count(madeCount))}</p>
        </Notice>
      )}
      {(late !== null || isFull) && (
        <Notice kind="warn">
          <p>{late === null ? words.capReached(count(LIMITS.phoneSigningsMax)) : words.late}</p>
          {late === null && <p>{words.capWay}</p>}
        </Notice>
      )}
    </>
  );
}

function sentence({ form }: Texts, field: WalkInField, faults: WalkInFaults): string | undefined {
  const fault = faults[field];
  switch (fault) {
    case undefined:
      return undefined;
    case 'missing':
      return field === 'number' ? form.numberInvalid : form.missing[field];
    case 'name-too-long':
      return form.tooLong;
    case 'number-damaged':
      return form.numberDamaged;
    default:
      return form.numberInvalid;
  }
}

function without(faults: WalkInFaults, fields: readonly string[]): WalkInFaults {
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !fields.includes(field)));
}
