/** The change of one's own password: the present one, and the new one typed twice. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import type { Refusal } from '#core/office-answer.ts';
import { OFFICE_PATHS, sessionAnswer } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { Notice } from '#app/ui/parts.tsx';
import { Refused } from '../ui/asked.tsx';
import { Line } from '../ui/fields.tsx';
import { Submit } from '../ui/page.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing, useFieldFaults } from '../ui/use-doing.ts';
import { type Form, useForm } from '../ui/use-form.ts';
import { Wait, useWait } from '../ui/use-wait.tsx';

type Name = 'current' | 'password' | 'again';

const EMPTY = { current: '', password: '', again: '' };

/** The panel. */
export function PasswordChange({ login }: { readonly login: string }): VNode {
  const { check, password: words } = useOfficeTexts();
  const form = useForm<Name>(EMPTY);
  const faultsOf = useFieldFaults(form.values);
  const doing = useDoing();
  const secondsLeft = useWait(doing.refusal);
  const [isChanged, setChanged] = useState(false);

  const refuse = (refusal: Refusal): void => {
    const wrong = refusal.code === 'login-wrong' ? { current: words.currentWrong } : {};
    form.refuse({ ...faultsOf(refusal), ...wrong });
  };
  const change = async (): Promise<void> => {
    setChanged(false);
    const { current, password, again } = form.values;
    const faults = {
      ...(current === '' ? { current: check.missing } : {}),
      ...(password.length < LIMITS.passwordCharsMin
        ? { password: check.passwordShort(LIMITS.passwordCharsMin) }
        : {}),
      ...(password === again ? {} : { again: check.passwordsDiffer }),
    };
    form.refuse(faults);
    if (Object.keys(faults).length > 0) return;
    const body = { current, password };
    const ended = await doing.run(() =>
      call(sessionAnswer, { method: 'POST', path: OFFICE_PATHS.password, body }),
    );
    if (!ended.done) {
      refuse(ended.refusal);
      return;
    }
    form.put(EMPTY);
    setChanged(true);
  };

  return (
    <section class="office-panel">
      <h2>{words.title}</h2>
      <p>{words.intro(login)}</p>
      <form
        ref={form.ref}
        class="office-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <Fields form={form} />
        {secondsLeft !== null && <Wait secondsLeft={secondsLeft} />}
        {secondsLeft === null && doing.refusal?.code !== 'login-wrong' && (
          <Refused refusal={doing.refusal} />
        )}
        <div class="button-row">
          <Submit isBusy={doing.isBusy} isWaiting={(secondsLeft ?? 0) > 0} going={words.going}>
            {words.go}
          </Submit>
        </div>
      </form>
      {isChanged && (
        <Notice kind="info">
          <p role="status">{words.changed}</p>
        </Notice>
      )}
    </section>
  );
}

function Fields({ form }: { readonly form: Form<Name> }): VNode {
  const { setup, password: words } = useOfficeTexts();
  const charsMax = LIMITS.passwordCharsMax;
  return (
    <>
      <Line
        bound={form.bind('current')}
        label={words.current}
        type="password"
        autoComplete="current-password"
        charsMax={charsMax}
      />
      <Line
        bound={form.bind('password')}
        label={words.next}
        hint={setup.passwordHint(LIMITS.passwordCharsMin)}
        type="password"
        autoComplete="new-password"
        charsMax={charsMax}
      />
      <Line
        bound={form.bind('again')}
        label={words.again}
        type="password"
        autoComplete="new-password"
        charsMax={charsMax}
      />
    </>
  );
}
