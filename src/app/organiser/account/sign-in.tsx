/** Yields the two doors of the organiser's part: signing in, and the first account of an office. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, type SessionAnswer, sessionAnswer } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { Notice } from '#app/ui/parts.tsx';
import { Refused } from '../ui/asked.tsx';
import { Line } from '../ui/fields.tsx';
import { NewAccountFields, useNewAccount } from './new-account.tsx';
import { Page, Submit } from '../ui/page.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';
import { useForm } from '../ui/use-form.ts';
import { Wait, useWait } from '../ui/use-wait.tsx';

interface DoorProps {
  readonly officeName: string;
  readonly onSession: (session: SessionAnswer) => void;
}

/** Signing in with a login and a password. */
export function SignIn({ officeName, onSession }: DoorProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.signIn;
  const form = useForm({ login: '', password: '' });
  const doing = useDoing();
  const secondsLeft = useWait(doing.refusal);

  const signIn = async (): Promise<void> => {
    const { login, password } = form.values;
    const faults = {
      ...(login.trim() === '' ? { login: texts.check.missing } : {}),
      ...(password === '' ? { password: texts.check.missing } : {}),
    };
    form.refuse(faults);
    if (Object.keys(faults).length > 0) return;
    const body = { login, password };
    const ended = await doing.run(() =>
      call(sessionAnswer, { method: 'POST', path: OFFICE_PATHS.session, body }),
    );
    if (ended.done) onSession(ended.value);
  };

  const isLocked = doing.refusal?.code === 'not-permitted';
  return (
    <Page title={words.title} width="narrow">
      <p>{officeName}</p>
      <p>{words.intro}</p>
      <form
        ref={form.ref}
        class="office-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <Line
          bound={form.bind('login')}
          label={words.login}
          autoComplete="username"
          charsMax={LIMITS.nameCharsMax}
        />
        <Line
          bound={form.bind('password')}
          label={words.password}
          type="password"
          autoComplete="current-password"
          charsMax={LIMITS.passwordCharsMax}
        />
        {secondsLeft !== null && <Wait secondsLeft={secondsLeft} />}
        {secondsLeft === null && isLocked && (
          <Notice kind="alarm">
            <p>{words.locked}</p>
          </Notice>
        )}
        {secondsLeft === null && !isLocked && <Refused refusal={doing.refusal} />}
        <Submit isBusy={doing.isBusy} isWaiting={(secondsLeft ?? 0) > 0} going={words.going}>
          {words.go}
        </Submit>
      </form>
      <p class="hint">{words.forgotten}</p>
    </Page>
  );
}

/** The first account, by the link that the office printed when it started for the first time. */
export function Setup({ officeName, onSession }: DoorProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.setup;
  const [token] = useState(takeToken);
  const account = useNewAccount();
  const doing = useDoing();
  const secondsLeft = useWait(doing.refusal);

  const makeAccount = async (): Promise<void> => {
    const body = account.read();
    if (body === null) return;
    const ended = await doing.run(() =>
      call(sessionAnswer, {
        method: 'POST',
        path: OFFICE_PATHS.setup,
        body: { ...body, token },
      }),
    );
    if (ended.done) onSession(ended.value);
    else account.refuse(ended.refusal);
  };

  const isSpent = doing.refusal !== null && SPENT.includes(doing.refusal.code);
  return (
    <Page title={words.title} width="narrow">
      <p>{officeName}</p>
      {token === '' ? (
        <Notice kind="warn">
          <p>{words.noToken}</p>
        </Notice>
      ) : (
        <>
          <p>{words.intro}</p>
          <form
            ref={account.form.ref}
            class="office-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void makeAccount();
            }}
          >
            <NewAccountFields account={account} />
            {secondsLeft !== null && <Wait secondsLeft={secondsLeft} />}
            {isSpent && (
              <Notice kind="alarm">
                <p>{words.expired}</p>
              </Notice>
            )}
            {secondsLeft === null && !isSpent && <Refused refusal={doing.refusal} />}
            <Submit isBusy={doing.isBusy} isWaiting={(secondsLeft ?? 0) > 0} going={words.going}>
              {words.go}
            </Submit>
          </form>
        </>
      )}
      {(token === '' || isSpent) && <PlaceLink to={{ at: 'sign-in' }}>{words.toSignIn}</PlaceLink>}
    </Page>
  );
}

/** How the office says that a setup link was used, or is too old. */
const SPENT: readonly string[] = ['expired', 'conflict', 'not-permitted', 'not-found'];

/** The token of the link, taken out of the address: it is a secret. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(null, '', location.pathname);
  return token;
}
