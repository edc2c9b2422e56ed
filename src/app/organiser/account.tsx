/** Yields the screen of accounts: who is signed in, who else may, a new password, a new account. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OFFICE_PATHS, organiser, organiserList } from '#core/office-api.ts';
import { call } from '#device/office-client.ts';
import { Notice } from '#app/ui/parts.tsx';
import { Asked, Refused } from './asked.tsx';
import { NewAccountFields, useNewAccount } from './new-account.tsx';
import { Page, Submit } from './page.tsx';
import { PasswordChange } from './password-change.tsx';
import { useSession } from './session.ts';
import { useOfficeTexts } from './text/texts.ts';
import { useDoing } from './use-doing.ts';

/** The screen. */
export function Account(): VNode {
  const { account: words } = useOfficeTexts();
  const session = useSession();
  const [added, setAdded] = useState<string | null>(null);
  return (
    <Page title={words.title} width="form">
      <p>
        {words.signedInAs(session.organiser.name)} ({session.organiser.login}) ·{' '}
        {session.officeName}
      </p>
      <section class="office-panel">
        <h2>{words.list}</h2>
        <Asked
          about={added ?? ''}
          ask={() => call(organiserList, { path: OFFICE_PATHS.organisers })}
        >
          {({ organisers }) => (
            <ul>
              {organisers.map(({ login, name }) => (
                <li key={login}>
                  <b>{name}</b> · {login}
                </li>
              ))}
            </ul>
          )}
        </Asked>
      </section>
      <PasswordChange login={session.organiser.login} />
      <section class="office-panel">
        <h2>{words.add}</h2>
        <p>{words.addIntro}</p>
        <AddOrganiser onAdded={setAdded} />
        {added !== null && (
          <Notice kind="info">
            <p role="status">{words.added(added)}</p>
          </Notice>
        )}
      </section>
    </Page>
  );
}

function AddOrganiser({ onAdded }: { readonly onAdded: (login: string) => void }): VNode {
  const { account: words } = useOfficeTexts();
  const account = useNewAccount();
  const doing = useDoing();

  const add = async (): Promise<void> => {
    const body = account.read();
    if (body === null) return;
    const ended = await doing.run(() =>
      call(organiser, { method: 'POST', path: OFFICE_PATHS.organisers, body }),
    );
    if (!ended.done) {
      account.refuse(ended.refusal);
      return;
    }
    account.clear();
    onAdded(ended.value.login);
  };

  return (
    <form
      ref={account.form.ref}
      class="office-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <NewAccountFields account={account} />
      <Refused refusal={doing.refusal} />
      <div class="button-row">
        <Submit isBusy={doing.isBusy} going={words.going}>
          {words.go}
        </Submit>
      </div>
    </form>
  );
}
