/** One thing done at the office: whether it is under way, and why it was refused. */
import { useContext, useState } from 'preact/hooks';
import type { OfficeResult, Refusal } from '#core/office-answer.ts';
import { SessionContext } from './session.ts';
import { ruleSentence, useOfficeTexts } from '../text/texts.ts';
import type { FieldFaults } from './use-form.ts';

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

/**
 * The faults of a form from a refusal. `fields` says which field of the form stands for a path of
 * the request; a path below it counts as its own.
 */
export function useFieldFaults<Name extends string>(
  fields: Readonly<Record<string, Name>>,
): (refusal: Refusal) => FieldFaults<Name> {
  const texts = useOfficeTexts();
  return (refusal) => {
    const faults: Partial<Record<Name, string>> = {};
    for (const { path, rule } of refusal.fields) {
      const found = Object.entries(fields).find(
        ([start]) => path === start || path.startsWith(`${start}.`),
      );
      if (found !== undefined) faults[found[1]] = ruleSentence(texts, rule);
    }
    return faults;
  };
}
