/**
 * The values of a form by name, and what is wrong with them by name. The first field that is
 * wrong takes the focus, so that nobody has to look for it.
 */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What is wrong, by the name of the field, in words. */
export type FieldFaultWords<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** What a field shows and how it is changed. */
export interface Bound {
  readonly name: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onText: (text: string) => void;
}

/** A form while it is filled in. */
export interface Form<Name extends string> {
  readonly ref: RefObject<HTMLFormElement | null>;
  readonly values: Readonly<Record<Name, string>>;
  readonly bind: (name: Name) => Bound;
  readonly put: (values: Partial<Record<Name, string>>) => void;
  /** Shows what is wrong; nothing when the record is empty. */
  readonly refuse: (faults: FieldFaultWords<Name>) => void;
}

/** A form with its first values. */
export function useForm<Name extends string>(first: Readonly<Record<Name, string>>): Form<Name> {
  const ref = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(first);
  const [faults, setFaults] = useState<FieldFaultWords<Name> | null>(null);
  const [refusals, setRefusals] = useState(0);
  // Only after a refusal: while somebody types, nothing takes the focus away.
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const put = (changed: Partial<Record<Name, string>>): void => {
    setValues((before) => ({ ...before, ...changed }));
  };
  return {
    ref,
    values,
    put,
    refuse: (refused) => {
      setFaults(refused);
      setRefusals((count) => count + 1);
    },
    bind: (name) => ({
      name,
      value: values[name],
      fault: faults?.[name],
      onText: (text) => {
        setValues((before) => ({ ...before, [name]: text }));
        // It is being put right, and is judged again when the form is sent.
        setFaults((before) => (before === null ? null : without(before, name)));
      },
    }),
  };
}

/**
 * The field that stands for a path of the request. Of several fields that the path is below, it is
 * the one with the longest name.
 */
export function fieldAt<Name extends string>(
  values: Readonly<Record<Name, string>>,
  path: string,
): Name | null {
  const isName = (name: string): name is Name => name in values;
  const [found = null] = Object.keys(values)
    .filter(isName)
    .filter((name) => `${path}.`.startsWith(`${name}.`))
    .sort((a, b) => b.length - a.length);
  return found;
}

function without<Name extends string>(
  faults: FieldFaultWords<Name>,
  name: Name,
): FieldFaultWords<Name> {
  const rest: Partial<Record<Name, string>> = { ...faults };
  delete rest[name];
  return rest;
}
