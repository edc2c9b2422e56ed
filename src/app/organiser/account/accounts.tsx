/** Yields who may use the office, and how an account of somebody else is locked or removed. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type Account, accountList } from '#core/office-account-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { call, tell } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, toldInAttribute } from '#app/ui/said.tsx';
import { Asked, Refused } from '../ui/asked.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { Question } from '../ui/question.tsx';
import { useSession } from '../ui/session.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

interface AccountsProps {
  /** The login that was added last. */
  readonly added: string | null;
}

/** The panel. */
export function Accounts({ added }: AccountsProps): VNode {
  const { account: words } = useOfficeTexts();
  return (
    <section class="office-panel">
      <h2>{words.list}</h2>
      <Asked about={added ?? ''} ask={() => call(accountList, { path: OFFICE_PATHS.organisers })}>
        {({ organisers }, askAgain) => (
          <ul class="account-list">
            {organisers.map((account) => (
              <Line key={account.login} account={account} onChanged={askAgain} />
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
}

interface LineProps {
  readonly account: Account;
  readonly onChanged: () => void;
}

function Line({ account, onChanged }: LineProps): VNode {
  const { account: words } = useOfficeTexts();
  const { moment } = useTexts();
  const { organiser } = useSession();
  const doing = useDoing();
  const [question, setQuestion] = useState<'lock' | 'remove' | null>(null);
  const { name, login, lockedAtMs } = account;
  const isOwn = login === organiser.login;

  const change = async (method: 'POST' | 'DELETE', path: string): Promise<void> => {
    const ended = await doing.run(() => tell({ method, path }));
    if (!ended.done) return;
    setQuestion(null);
    onChanged();
  };
  const close = (): void => {
    doing.forget();
    setQuestion(null);
  };

  return (
    <li>
      <div>
        <p>
          <b>{said(name)}</b> · {login} {isOwn && <span class="mark mark-good">{words.own}</span>}
        </p>
        {lockedAtMs !== null && (
          <p>
            <span class="mark mark-warning">{words.locked(moment(lockedAtMs, ownZone()))}</span>
          </p>
        )}
        {question === null && <Refused refusal={doing.refusal} />}
      </div>
      {!isOwn && (
        <div class="button-row">
          {lockedAtMs === null ? (
            <Button
              label={toldInAttribute(words.lockOf(isolated(name)))}
              onPress={() => setQuestion('lock')}
            >
              {words.lock}
            </Button>
          ) : (
            <Button
              label={toldInAttribute(words.unlockOf(isolated(name)))}
              disabled={doing.isBusy}
              onPress={() => void change('DELETE', OFFICE_PATHS.accountLock(login))}
            >
              {words.unlock}
            </Button>
          )}
          <Button
            kind="danger"
            label={toldInAttribute(words.removeOf(isolated(name)))}
            onPress={() => setQuestion('remove')}
          >
            {words.remove}
          </Button>
        </div>
      )}
      {question === 'lock' && (
        <Question
          title={words.lockTitle(isolated(name))}
          what={words.lockWhat}
          refusal={doing.refusal}
          onClose={close}
          yes={{
            label: doing.isBusy ? words.locking : words.lock,
            kind: 'danger',
            isBusy: doing.isBusy,
            onPress: () => void change('POST', OFFICE_PATHS.accountLock(login)),
          }}
        />
      )}
      {question === 'remove' && (
        <Question
          title={words.removeTitle(isolated(name))}
          what={words.removeWhat}
          refusal={doing.refusal}
          onClose={close}
          yes={{
            label: doing.isBusy ? words.removing : words.removeYes,
            kind: 'danger',
            isBusy: doing.isBusy,
            onPress: () => void change('DELETE', OFFICE_PATHS.account(login)),
          }}
        />
      )}
    </li>
  );
}
