/**
 * The import of parcels: files are taken one after the other, and each says for itself what
 * was stored, what was not and why, and gives the receipts that must go back.
 */
import type { VNode } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Moved } from '#device/network/office-client.ts';
import { useTexts } from '#app/text/texts.ts';
import { said } from '#app/ui/said.tsx';
import './parcels.css';
import { FileDrop } from '../ui/file-drop.tsx';
import { Page, Work } from '../ui/page.tsx';
import { ParcelCard } from './parcel-card.tsx';
import { type Imported, importParcel } from './parcel-import.ts';
import { SessionContext } from '../ui/session.ts';
import { useOfficeTexts } from '../text/texts.ts';

/** A file, and how far it has come. */
interface ParcelRow {
  readonly no: number;
  readonly file: File;
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'under-way'; readonly moved: Moved | null }
    | Imported;
}

/** The screen. */
export function Parcels(): VNode {
  const { parcels: words } = useOfficeTexts();
  const { count } = useTexts();
  const { rows, add, again } = useImports();
  const done = rows.filter(({ state }) => !isOpen(state)).length;
  return (
    <Page title={words.title} width="form">
      <p>{words.intro}</p>
      <FileDrop
        label={rows.length === 0 ? words.choose : words.more}
        hint={words.drop}
        isMain={rows.length === 0}
        isMany
        onFiles={add}
      />
      <p>{words.again}</p>
      {rows.length > 0 && (
        <section class="stack" aria-label={words.list}>
          <p role="status">
            <b>{words.progress(count(done), count(rows.length))}</b>
          </p>
          <ul class="parcel-list">
            {rows.map((row) => (
              <li key={row.no}>
                <RowView
                  row={row}
                  onAgain={() => {
                    again(row);
                  }}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

interface RowViewProps {
  readonly row: ParcelRow;
  readonly onAgain: () => void;
}

function RowView({ row, onAgain }: RowViewProps): VNode {
  const { parcels: words } = useOfficeTexts();
  const { file, state } = row;
  if (state.kind !== 'waiting' && state.kind !== 'under-way') {
    return <ParcelCard fileName={file.name} imported={state} onAgain={onAgain} />;
  }
  return (
    <article class="parcel-card">
      <h2>{said(file.name)}</h2>
      {state.kind === 'waiting' ? <p>{words.waiting}</p> : <UnderWay moved={state.moved} />}
    </article>
  );
}

function UnderWay({ moved }: { readonly moved: Moved | null }): VNode {
  const { parcels: words } = useOfficeTexts();
  const share = moved?.way === 'up' && moved.total > 0 ? moved.bytes / moved.total : null;
  return share !== null && share < 1 ? (
    <Work words={words.sending(`${Math.round(share * 100)}%`)} done={share} />
  ) : (
    <Work words={words.judging} done={null} />
  );
}

interface Imports {
  readonly rows: readonly ParcelRow[];
  readonly add: (files: readonly File[]) => void;
  readonly again: (row: ParcelRow) => void;
}

/** What was given last stands first, where it is seen; one file is under way at a time. */
function useImports(): Imports {
  const session = useContext(SessionContext);
  const [rows, setRows] = useState<readonly ParcelRow[]>([]);
  const lastNo = useRef(0);
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  const put = (no: number, state: ParcelRow['state']): void => {
    if (isGone.current) return;
    setRows((before) => before.map((row) => (row.no === no ? { ...row, state } : row)));
  };
  const next = rows.some(({ state }) => state.kind === 'under-way')
    ? undefined
    : rows.find(({ state }) => state.kind === 'waiting');
  useEffect(() => {
    if (next === undefined) return;
    const { no, file } = next;
    const run = async (): Promise<void> => {
      put(no, { kind: 'under-way', moved: null });
      const imported = await importParcel(file, (moved) => {
        put(no, { kind: 'under-way', moved });
      });
      put(no, imported);
      const isOut = imported.kind === 'refused' && imported.refusal.code === 'signed-out';
      if (isOut && !isGone.current) session?.expire();
    };
    void run();
  }, [next?.no]);
  return {
    rows,
    add: (files) => {
      const added = files.map((file): ParcelRow => {
        lastNo.current += 1;
        return { no: lastNo.current, file, state: { kind: 'waiting' } };
      });
      setRows((before) => [...added, ...before]);
    },
    again: ({ no }) => {
      put(no, { kind: 'waiting' });
    },
  };
}

function isOpen({ kind }: ParcelRow['state']): boolean {
  return kind === 'waiting' || kind === 'under-way';
}
