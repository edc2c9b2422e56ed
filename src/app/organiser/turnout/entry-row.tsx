/**
 * Yields one entry as the organiser reads it: who, when, its ink, what is doubted or decided, and
 * the buttons that decide.
 */
import type { VNode } from 'preact';
import { isSameDay } from '#core/dates.ts';
import { LEDGER_DOUBTS, isSettledBy } from '#core/doubt.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import type { EntryLine, GatheringView } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { Button } from '#app/ui/parts.tsx';
import { isolated, said, told, toldInAttribute } from '#app/ui/said.tsx';
import type { Target } from '../decisions/decisions.ts';
import { useOfficeTexts } from '../text/texts.ts';

/** What is asked of an entry. */
export interface EntryQuestion {
  readonly about: Target;
  readonly what: 'accept' | 'set-aside' | 'take-back';
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
      {beside === null && <Acts entry={entry} name={name} onAsk={onAsk} />}
    </li>
  );
}

/** The device's clock; where it cannot be right, the moment of the receipt stands beside it. */
function When({ entry }: Pick<EntryProps, 'entry'>): VNode {
  const { entries: words } = useOfficeTexts();
  const { moment } = useTexts();
  const { station, seq, wallMs, zone, receivedAtMs, isTimePossible } = entry;
  const wall = moment(wallMs, zone);
  const received = receivedAtMs === null ? '' : `; ${words.received(moment(receivedAtMs, zone))}`;
  return (
    <p class="muted">
      {isTimePossible ? wall : `${words.deviceClock(wall)}${received}`} ·{' '}
      {said(station === '' ? words.phone : station)}, {words.seq(seq)}
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

/** What holds for an entry, in words. */
function Marks({ entry }: Pick<EntryProps, 'entry'>): VNode {
  const { entries: words } = useOfficeTexts();
  const { code } = useTexts();
  const { kind, who, attended, signed, doubt, decided, isDeviceAside, isTimePossible } = entry;
  const { isSetAside, revoked, counted, beside, assisted } = entry;
  const isSigning = kind === 'signing';
  const isOpen = isSetAside && decided === null && !isDeviceAside;
  return (
    <p class="marks">
      {isSigning && (
        <span class="mark mark-good">
          {signed ? words.both : attended ? words.attended : words.neither}
        </span>
      )}
      {who !== null && who.no === null && <span class="mark">{words.walkIn}</span>}
      {assisted && <span class="mark">{words.assisted}</span>}
      {decided === 'accepted' && <span class="mark mark-good">{words.accepted}</span>}
      {decided === 'aside' && <span class="mark mark-error">{words.aside}</span>}
      {isDeviceAside && <span class="mark mark-error">{words.deviceAside}</span>}
      {doubt !== null && (
        <span class={isOpen ? 'mark mark-warning' : 'mark'}>
          {(isOpen ? words.doubt : words.remark)(LEDGER_DOUBTS[doubt][code])}
        </span>
      )}
      {!isTimePossible && <span class="mark mark-warning">{words.impossible}</span>}
      {beside !== null && <span class="mark mark-warning">{words.beside[beside.place]}</span>}
      {revoked && <span class="mark mark-error">{words.revoked}</span>}
      {isSigning && !counted && !revoked && !isSetAside && beside === null && (
        <span class="mark mark-warning">{words.notCounted}</span>
      )}
    </p>
  );
}

interface ActsProps extends Pick<EntryProps, 'entry' | 'onAsk'> {
  readonly name: string;
}

/** What is decided can be undone; the rest can be set aside, and what is doubted accepted. */
function Acts({ entry, name, onAsk }: ActsProps): VNode {
  const { decisions: words } = useOfficeTexts();
  const { device: journal, digest, doubt, decided, isSetAside, isDeviceAside } = entry;
  const canAccept = doubt !== null && isSetAside && !isDeviceAside && isSettledBy(doubt, 'entry');
  const button = (what: EntryQuestion['what'], label: string): VNode => (
    <Button
      kind={what === 'set-aside' && !isSetAside ? 'quiet' : 'plain'}
      label={toldInAttribute(words.of(label, isolated(name)))}
      onPress={() => {
        onAsk({ about: { journal, digest, name }, what });
      }}
    >
      {label}
    </Button>
  );
  if (decided !== null) return <p class="entry-acts">{button('take-back', words.takeBack)}</p>;
  return (
    <p class="entry-acts">
      {canAccept && button('accept', words.accept)}
      {button('set-aside', words.aside)}
    </p>
  );
}
