/**
 * One entry as the organiser reads it: who, when, its ink, what is doubted or decided, and
 * the buttons that decide.
 */
import type { VNode } from 'preact';
import { isSameDay } from '#core/dates.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { EntryLine, GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';
import type { Target } from '../decisions/decisions.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { type EntryAct, actsOf, marksOf, whenOf } from './entry-words.ts';

/** What is asked of an entry. */
export interface EntryQuestion {
  readonly about: Target;
  readonly what: EntryAct;
}

interface EntryProps {
  readonly shown: GatheringView;
  readonly entry: EntryLine;
  readonly onAsk: (question: EntryQuestion) => void;
}

/** The entry. */
export function Entry({ shown, entry, onAsk }: EntryProps): VNode {
  const { entries: words } = useOfficeTexts();
  const { category: names, clock, moment } = useTexts();
  const { who, kind, zone, remark, recital, beside } = entry;
  const name = who?.name ?? words.kinds[kind];
  const isOneDay = recital === null || isSameDay(recital.fromMs, recital.toMs, zone);
  const when = isOneDay ? clock : moment;
  return (
    <li>
      <Ink shown={shown} entry={{ ...entry, name }} />
      <div>
        <p class="entry-name">{said(name)}</p>
        {who !== null && (
          <p>
            {told(
              [...[who.position, who.unit].filter(Boolean).map(isolated), names[who.category]].join(
                ' · ',
              ),
            )}
          </p>
        )}
        <When entry={entry} />
        {remark !== '' && (
          <p>{kind === 'signing' ? told(words.represents(isolated(remark))) : said(remark)}</p>
        )}
        {recital !== null && (
          <p>
            {told(
              words.recited(
                isolated(recital.leader),
                when(recital.fromMs, zone),
                when(recital.toMs, zone),
              ),
            )}
          </p>
        )}
        <Marks entry={entry} />
        {beside !== null && <Before shown={shown} held={beside.held} />}
      </div>
      <Acts entry={entry} name={name} onAsk={onAsk} />
    </li>
  );
}

function When({ entry }: Pick<EntryProps, 'entry'>): VNode {
  const { entries: words } = useOfficeTexts();
  const { moment } = useTexts();
  const { station, seq } = entry;
  return (
    <p class="muted">
      {whenOf(entry, { words, moment })} · {said(station === '' ? words.phone : station)},{' '}
      {words.seq(seq)}
    </p>
  );
}

interface InkProps {
  readonly shown: GatheringView;
  readonly entry: NonNullable<NonNullable<EntryLine['beside']>['held']>;
}

function Ink({ shown, entry }: InkProps): VNode {
  const { entries: words } = useOfficeTexts();
  const { id, digest, kind, name } = entry;
  return kind === 'signing' ? (
    <img
      class="ink"
      src={OFFICE_PATHS.ink(shown.id, id, digest)}
      alt={toldInAttribute(words.ink(isolated(name)))}
      loading="lazy"
    />
  ) : (
    <span class="ink ink-none">{words.kinds[kind]}</span>
  );
}

interface BeforeProps {
  readonly shown: GatheringView;
  readonly held: NonNullable<EntryLine['beside']>['held'];
}

/** The entry that another one contradicts, for both to be seen. */
function Before({ shown, held }: BeforeProps): VNode {
  const { entries: words } = useOfficeTexts();
  if (held === null) return <p>{words.heldElsewhere}</p>;
  const name = held.kind === 'signing' ? held.name : words.kinds[held.kind];
  return (
    <div class="entry-before">
      <p>{told(words.held(isolated(name)))}</p>
      <Ink shown={shown} entry={held} />
    </div>
  );
}

function Marks({ entry }: Pick<EntryProps, 'entry'>): VNode {
  const { entries: words } = useOfficeTexts();
  const { code } = useTexts();
  return (
    <p class="marks">
      {marksOf(entry, { words, code }).map(({ look, text }) => (
        <span key={text} class={look === 'plain' ? 'mark' : `mark mark-${look}`}>
          {text}
        </span>
      ))}
    </p>
  );
}

interface ActsProps extends Pick<EntryProps, 'entry' | 'onAsk'> {
  readonly name: string;
}

function Acts({ entry, name, onAsk }: ActsProps): VNode {
  const { decisions: words } = useOfficeTexts();
  const { device: journal, digest, isSetAside } = entry;
  const labels = { accept: words.accept, 'set-aside': words.aside, 'take-back': words.takeBack };
  const button = (what: EntryAct): VNode => (
    <Button
      key={what}
      kind={what === 'set-aside' && !isSetAside ? 'quiet' : 'plain'}
      label={toldInAttribute(words.of(labels[what], isolated(name)))}
      onPress={() => {
        onAsk({ about: { journal, digest, name }, what });
      }}
    >
      {labels[what]}
    </Button>
  );
  return <p class="entry-acts">{actsOf(entry).map(button)}</p>;
}
