/** One action at the office: whether it is running, and why it was refused. */
import { useContext, useState } from 'preact/hooks';
import type { OfficeResult, Refusal } from '#core/office-answer.ts';
import { SessionContext } from './session.ts';
import { ruleSentence, useOfficeTexts } from '../text/texts.ts';
import { type FieldFaultWords, fieldAt } from './use-form.ts';

/** A verb of a screen. */
export interface Doing {
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
  /** Does it; null when it was refused, and the refusal is then shown. */
  readonly run: <T>(verb: () => Promise<OfficeResult<T>>) => Promise<DoneOrRefused<T>>;
  readonly forget: () => void;
}

/** How it ended. */
export type DoneOrRefused<T> =
  { readonly done: true; readonly value: T } | { readonly done: false; readonly refusal: Refusal };

/** The verb, idle at first. */
export function useDoing(): Doing {
  const session = useContext(SessionContext);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    isBusy,
    refusal,
    forget: () => {
      setRefusal(null);
    },
    run: async (verb) => {
      setBusy(true);
      setRefusal(null);
      const result = await verb();
      setBusy(false);
      if (result.ok) return { done: true, value: result.value };
      setRefusal(result.refusal);
      if (result.refusal.code === 'signed-out') session?.expire();
      return { done: false, refusal: result.refusal };
    },
  };
}

/** The faults of a form from a refusal. A field is named by its path in the request. */
export function useFieldFaults<Name extends string>(
  values: Readonly<Record<Name, string>>,
): (refusal: Refusal) => FieldFaultWords<Name> {
  const texts = useOfficeTexts();
  return (refusal) => {
    const faults: Partial<Record<Name, string>> = {};
    for (const { path, rule } of refusal.fields) {
      const name = fieldAt(values, path);
      if (name !== null) faults[name] = ruleSentence(texts, rule);
    }
    return faults;
  };
}
