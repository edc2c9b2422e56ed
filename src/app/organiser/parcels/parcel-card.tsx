/**
 * The result of one file: what the office has now, what it refused, and the receipts to take back.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { deskWords } from '#core/doubt.ts';
import { useTexts } from '#app/text/texts.ts';
import { said } from '#app/ui/said.tsx';
import { Refused } from '../ui/asked.tsx';
import { ownZone } from '../ui/own-zone.ts';
import type { Imported } from './parcel-import.ts';
import type { ParcelTally, RefusedBatches, SetAside } from './parcel-tally.ts';
import { useOfficeTexts } from '../text/texts.ts';

interface ParcelCardProps {
  readonly fileName: string;
  readonly imported: Imported;
  readonly onAgain: () => void;
}

/** The card of a file. */
export function ParcelCard({ fileName, imported, onAgain }: ParcelCardProps): VNode {
  const { parcels: words } = useOfficeTexts();
  switch (imported.kind) {
    case 'taken':
      return <Taken fileName={fileName} taken={imported} />;
    case 'unfit':
      return (
        <Card look="torn" title={fileName}>
          <p>
            <b>{words.unfit[imported.why]}</b>
          </p>
          <p>{words.notTaken}</p>
        </Card>
      );
    case 'refused':
      return (
        <Card look="torn" title={fileName}>
          <Refused refusal={imported.refusal} onRetry={onAgain} />
        </Card>
      );
  }
}

interface TakenProps {
  readonly fileName: string;
  readonly taken: Imported & { readonly kind: 'taken' };
}

function Taken({ fileName, taken }: TakenProps): VNode {
  const { parcels: words } = useOfficeTexts();
  const { moment } = useTexts();
  const { parcel, tally } = taken;
  const { station, madeAtMs } = parcel;
  const look = tally.refused.length > 0 ? 'torn' : tally.aside.length > 0 ? 'behind' : 'whole';
  return (
    <Card look={look} title={station === '' ? words.nameless : station}>
      <p class="muted">
        {words.madeAt(moment(madeAtMs, ownZone(madeAtMs)))}
        <span class="below file-name">{said(fileName)}</span>
      </p>
      <Told tally={tally} />
      {tally.refused.map((group) => (
        <RefusedPart key={group.why} group={group} />
      ))}
      {tally.receipts > 0 && <Back receipts={taken.receipts} name={taken.receiptsName} />}
    </Card>
  );
}

function Told({ tally }: { readonly tally: ParcelTally }): VNode {
  const { parcels: words } = useOfficeTexts();
  const { code, count } = useTexts();
  const { stored, known, notes, aside, refused } = tally;
  const whyOf = (why: SetAside): string =>
    why === 'conflict' ? words.conflict : deskWords(why)[code];
  const isNothing = stored + known + notes + aside.length + refused.length === 0;
  return (
    <>
      <ul class="parcel-told">
        {stored > 0 && (
          <li>
            <b>{words.stored(count(stored))}</b>
          </li>
        )}
        {known > 0 && <li>{words.known(count(known))}</li>}
        {notes > 0 && <li>{words.notes(count(notes))}</li>}
        {isNothing && <li>{words.nothing}</li>}
        {aside.map(({ why, count: n }) => (
          <li key={why} class="parcel-aside">
            {words.aside(count(n), whyOf(why))}
          </li>
        ))}
      </ul>
      {aside.length > 0 && <p>{words.asideWay}</p>}
    </>
  );
}

function RefusedPart({ group }: { readonly group: RefusedBatches }): VNode {
  const { parcels: words } = useOfficeTexts();
  const { count } = useTexts();
  const batches = group.batches.join(', ');
  return (
    <div class="parcel-refused">
      <p>
        <b>
          {group.entries === 0
            ? words.refusedUnread(batches)
            : words.refused(batches, count(group.entries))}
        </b>
      </p>
      <p>{words.refusal[group.why]}</p>
      <p>{words.stays}</p>
    </div>
  );
}

interface BackProps {
  readonly receipts: Blob;
  readonly name: string;
}

/** A plain link: a page cannot start the download without a person. */
function Back({ receipts, name }: BackProps): VNode {
  const { parcels: words } = useOfficeTexts();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(receipts);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [receipts]);
  return (
    <div class="parcel-back">
      <p>
        <b>{words.back}</b>
      </p>
      <p>{words.backWhy}</p>
      <p class="file-name">{said(name)}</p>
      {url !== null && (
        <div class="button-row">
          <a class="button button-main" href={url} download={name}>
            {words.download}
          </a>
        </div>
      )}
    </div>
  );
}

interface CardProps {
  readonly look: 'whole' | 'behind' | 'torn';
  readonly title: string;
  readonly children: ComponentChildren;
}

function Card({ look, title, children }: CardProps): VNode {
  return (
    <article class={`parcel-card device-${look}`}>
      <h2>{said(title)}</h2>
      {children}
    </article>
  );
}
