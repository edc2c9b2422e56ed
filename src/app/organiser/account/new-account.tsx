/** The fields of a new organiser: who it is, the login, and a password typed twice. */
import type { VNode } from 'preact';
import { LIMITS } from '#core/limits.ts';
import type { Refusal } from '#core/office-answer.ts';
import type { NewOrganiser } from '#core/office-api.ts';
import { Line } from '../ui/fields.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useFieldFaults } from '../ui/use-doing.ts';
import { type Form, useForm } from '../ui/use-form.ts';

type Name = 'name' | 'login' | 'password' | 'again';

/** The account while it is filled in. */
export interface NewAccountFields {
  readonly form: Form<Name>;
  /** What to send, or null when a field is marked. */
  readonly read: () => NewOrganiser | null;
  readonly refuse: (refusal: Refusal) => void;
  readonly clear: () => void;
}

const EMPTY = { name: '', login: '', password: '', again: '' };

/** An empty account. */
export function useNewAccount(): NewAccountFields {
  const { check, account: words } = useOfficeTexts();
  const form = useForm<Name>(EMPTY);
  const faultsOf = useFieldFaults(form.values);
  return {
    form,
    read: () => {
      const { name, login, password, again } = form.values;
      const faults = {
        ...(name.trim() === '' ? { name: check.missing } : {}),
        ...(/^[a-z0-9._-]{3,40}$/.test(login.trim().toLowerCase()) ? {} : { login: check.login }),
        ...(password.length < LIMITS.passwordCharsMin
          ? { password: check.passwordShort(LIMITS.passwordCharsMin) }
          : {}),
        ...(password === again ? {} : { again: check.passwordsDiffer }),
      };
      form.refuse(faults);
      return Object.keys(faults).length > 0 ? null : { name, login, password };
    },
    refuse: (refusal) => {
      const taken = refusal.code === 'conflict' ? { login: words.taken } : {};
      form.refuse({ ...faultsOf(refusal), ...taken });
    },
    clear: () => {
      form.put(EMPTY);
    },
  };
}

/** The fields. */
export function NewAccountFields({ account }: { readonly account: NewAccountFields }): VNode {
  const { setup: words } = useOfficeTexts();
  const { bind } = account.form;
  return (
    <>
      <Line
        bound={bind('name')}
        label={words.name}
        autoComplete="name"
        charsMax={LIMITS.nameCharsMax}
      />
      <Line
        bound={bind('login')}
        label={words.login}
        hint={words.loginHint}
        autoComplete="username"
        charsMax={LOGIN_CHARS_MAX}
      />
      <Line
        bound={bind('password')}
        label={words.password}
        hint={words.passwordHint(LIMITS.passwordCharsMin)}
        type="password"
        autoComplete="new-password"
        charsMax={LIMITS.passwordCharsMax}
      />
      <Line
        bound={bind('again')}
        label={words.again}
        type="password"
        autoComplete="new-password"
        charsMax={LIMITS.passwordCharsMax}
      />
    </>
  );
}

const LOGIN_CHARS_MAX = 40;
