/**
 * The step before the pad, against homonyms and wrong touches. It shows in large type who this is,
 * with agency and birth date, and what will be signed.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { ReadRule } from '#core/category.ts';
import { maskNumber } from '#core/identity.ts';
import { LIMITS } from '#core/limits.ts';
import type { Joined } from '#device/device.ts';
import { useTexts } from '#app/text/texts.ts';
import { IdleGuard } from '#app/ui/idle-guard.tsx';
import { Button, Fact, Notice, ScreenTitle } from '#app/ui/parts.tsx';
import { said } from '#app/ui/said.tsx';
import { ATTENDS_ONLY, BOTH_ACTS, type Stage } from './journey.ts';
import type { Person } from './person.ts';
import type { Flow } from './use-journey.ts';

interface ConfirmProps {
  readonly flow: Flow;
  readonly stage: Stage & { readonly at: 'confirm' };
  readonly joined: Joined;
  /** What a steward may add. */
  readonly children: ComponentChildren;
}

/** The confirm screen. */
export function Confirm({ flow, stage, joined, children }: ConfirmProps): VNode {
  const texts = useTexts();
  const words = texts.confirm;
  const { person } = stage;
  const { zone } = joined.gathering;
  return (
    <main class="screen screen-confirm">
      <div class="stack">
        <ScreenTitle>{words.title}</ScreenTitle>
        <p class="name">{said(person.signatory.name)}</p>
        {person.signedAtMs !== null && (
          <Notice kind="warn">
            <p>
              <b>{words.already(texts.moment(person.signedAtMs, zone))}</b>
            </p>
            <p>{words.alreadyNote}</p>
            {mayChoose(stage.rule) && <p>{words.alreadyChoice}</p>}
          </Notice>
        )}
        <Facts person={person} />
      </div>
      <div class="stack">
        <Answers flow={flow} stage={stage} />
        {children}
      </div>
      {joined.grade === 'station' && (
        <IdleGuard
          afterMs={LIMITS.idleResetMs}
          onIdle={() => {
            flow.dispatch({ do: 'next' });
          }}
        />
      )}
    </main>
  );
}

function mayChoose({ pact, optional }: ReadRule): boolean {
  return pact !== null && optional;
}

function Facts({ person }: { readonly person: Person }): VNode {
  const texts = useTexts();
  const words = texts.confirm;
  const { signatory, agency, identity } = person;
  const { position = '' } = identity;
  return (
    <dl class="facts">
      {position !== '' && <Fact name={words.position}>{said(position)}</Fact>}
      {agency !== '' && <Fact name={words.agency}>{said(agency)}</Fact>}
      {person.birthDate !== null && <Fact name={words.birth}>{texts.date(person.birthDate)}</Fact>}
      <Fact name={words.category}>{texts.category[signatory.category]}</Fact>
      {signatory.kind === 'walk-in' && signatory.number !== '' && (
        <Fact name={words.number}>
          {person.fields?.number.kind === 'nik'
            ? texts.form.nikCut(signatory.number)
            : said(maskNumber(signatory.number))}
        </Fact>
      )}
    </dl>
  );
}

type StageProps = Pick<ConfirmProps, 'flow' | 'stage'>;

/** What is asked depends on the category: a pact, the choice of one, or attendance alone. */
function Answers({ flow, stage }: StageProps): VNode {
  const words = useTexts().confirm;
  const { person, rule } = stage;
  const again = person.signedAtMs !== null;

  const agree = (acts: typeof BOTH_ACTS): void => {
    flow.dispatch({ do: 'agreed', acts });
  };

  const isChoice = mayChoose(rule);
  const yes = again ? words.again : words.yes;
  return (
    <div class="actions">
      {stage.isNameMissing && (
        <p class="fault" role="alert">
          {words.representsMissing}
        </p>
      )}
      {rule.pact === null && <p>{words.attendsOnly}</p>}
      {isChoice && <p>{words.choose}</p>}
      <Button
        kind="main"
        onPress={() => {
          agree(rule.pact === null ? ATTENDS_ONLY : BOTH_ACTS);
        }}
      >
        {isChoice ? words.both : yes}
      </Button>
      {isChoice && (
        <Button
          kind="main"
          onPress={() => {
            agree(ATTENDS_ONLY);
          }}
        >
          {words.attend}
        </Button>
      )}
      <Button
        onPress={() => {
          flow.dispatch({ do: 'not-me' });
        }}
      >
        {person.fields === null ? words.notMe : words.fix}
      </Button>
    </div>
  );
}
