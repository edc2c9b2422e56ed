/** Yields where the own account is signed in, and how to end that. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import { type SessionLine, sessionList } from '#core/office-account-api.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { call, tell } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, toldInAttribute } from '#app/ui/said.tsx';
import { Asked, Refused } from '../ui/asked.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useDoing } from '../ui/use-doing.ts';

const HOUR_MS = 3_600_000;

/** The panel. */
export function Sessions(): VNode {
  const { sessions: words } = useOfficeTexts();
  return (
    <section class="office-panel">
      <h2>{words.title}</h2>
      <p>{words.intro(LIMITS.sessionIdleMs / HOUR_MS, LIMITS.sessionMs / HOUR_MS)}</p>
      <Asked about="" ask={() => call(sessionList, { path: OFFICE_PATHS.sessions })}>
        {({ sessions }, askAgain) => <Found sessions={sessions} onEnded={askAgain} />}
      </Asked>
    </section>
  );
}

interface FoundProps {
  readonly sessions: readonly SessionLine[];
  readonly onEnded: () => void;
}

function Found({ sessions, onEnded }: FoundProps): VNode {
  const { sessions: words } = useOfficeTexts();
  const doing = useDoing();
  const [isEnded, setEnded] = useState(false);
  const end = async (path: string): Promise<void> => {
    setEnded(false);
    const ended = await doing.run(() => tell({ method: 'DELETE', path }));
    setEnded(ended.done);
    // One that ended by itself meanwhile goes from the list as well.
    if (ended.done || ended.refusal.code === 'not-found') onEnded();
  };
  return (
    <>
      <ul class="account-list">
        {sessions.map((session) => (
          <Line
            key={session.no}
            session={session}
            isBusy={doing.isBusy}
            onEnd={() => void end(OFFICE_PATHS.oneSession(String(session.no)))}
          />
        ))}
      </ul>
      {sessions.length === 1 && <p>{words.only}</p>}
      <Refused refusal={doing.refusal?.code === 'not-found' ? null : doing.refusal} />
      <p role="status">{isEnded && words.ended}</p>
      {sessions.length > 1 && (
        <div class="button-row">
          <Button disabled={doing.isBusy} onPress={() => void end(OFFICE_PATHS.sessions)}>
            {doing.isBusy ? words.ending : words.endOthers}
          </Button>
        </div>
      )}
    </>
  );
}

interface LineProps {
  readonly session: SessionLine;
  readonly isBusy: boolean;
  readonly onEnd: () => void;
}

function Line({ session, isBusy, onEnd }: LineProps): VNode {
  const { sessions: words } = useOfficeTexts();
  const { moment } = useTexts();
  const zone = ownZone();
  const { isHere, openedAtMs, usedAtMs, address } = session;
  const browser = session.browser === '' ? words.unknown : session.browser;
  const opened = moment(openedAtMs, zone);
  return (
    <li>
      <div>
        <p>
          <b>{said(browser)}</b> {isHere && <span class="mark mark-good">{words.here}</span>}
        </p>
        <p>
          {words.since(opened)} · {words.used(moment(usedAtMs, zone))}
          {address !== '' && ` · ${words.from(address)}`}
        </p>
      </div>
      {!isHere && (
        <Button
          disabled={isBusy}
          label={toldInAttribute(words.endOf(isolated(browser), opened))}
          onPress={onEnd}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}
