/**
 * Yields the screen of accounts: who is signed in and where, who else may, a new password, a new
 * account, and the way to the security log.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OFFICE_PATHS, organiser } from '#core/office-api.ts';
import { call } from '#device/network/office-client.ts';
import { Notice } from '#app/ui/parts.tsx';
import { isolated, said, told } from '#app/ui/said.tsx';
import { Accounts } from './accounts.tsx';
import { Refused } from '../ui/asked.tsx';
import { NewAccountFields, useNewAccount } from './new-account.tsx';
import { Page, Submit } from '../ui/page.tsx';
import { PasswordChange } from './password-change.tsx';
import { PlaceLink } from '../ui/place-link.tsx';
import { useSession } from '../ui/session.ts';
import { Sessions } from './sessions.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';
import { Wait, useWait } from '../ui/use-wait.tsx';

/** The screen. */
export function Account(): VNode {
  const { account: words, security } = useOfficeTexts();
  const session = useSession();
  const [added, setAdded] = useState<string | null>(null);
  return (
    <Page
      title={words.title}
      width="form"
      beside={
        <PlaceLink to={{ at: 'security' }} look="button">
          {security.open}
        </PlaceLink>
      }
    >
      <p>
        {told(words.signedInAs(isolated(session.organiser.name)))} ({session.organiser.login}) ·{' '}
        {said(session.officeName)}
      </p>
      <Sessions />
      <Accounts added={added} />
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
  const secondsLeft = useWait(doing.refusal);

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
      {secondsLeft === null ? (
        <Refused refusal={doing.refusal} />
      ) : (
        <Wait secondsLeft={secondsLeft} />
      )}
      <div class="button-row">
        <Submit isBusy={doing.isBusy} isWaiting={(secondsLeft ?? 0) > 0} going={words.going}>
          {words.go}
        </Submit>
      </div>
    </form>
  );
}
