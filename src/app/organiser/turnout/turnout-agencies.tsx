/** Attendance by agency: as bars to look at, or as a table to copy. */
import type { VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Turnout } from '#core/office-gathering-api.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated, said, toldInAttribute } from '#app/ui/said.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { useOfficeTexts } from '../text/texts.ts';
import { TurnoutBar } from './turnout-bar.tsx';

type AgencyLine = Turnout['agencies'][number];

interface AgencyTurnoutProps {
  /** In the order of the tree. */
  readonly agencies: Turnout['agencies'];
}

/** The part of the overview. */
export function AgencyTurnout({ agencies }: AgencyTurnoutProps): VNode {
  const { turnout: words } = useOfficeTexts();
  const id = useId();
  const [isTable, setTable] = useState(false);
  const [filter, setFilter] = useState('');
  const present = agencies.filter(({ whole }) => whole.expected + whole.extraAttended > 0);
  const sought = filter.trim().toLowerCase();
  const found = sought === '' ? null : present.filter(({ name }) => holds(name, sought));
  return (
    <section class="office-panel">
      <div class="title-row">
        <h2>{words.byAgency}</h2>
        <div class="button-row">
          <div class="field">
            <label for={id} class="unseen">
              {words.filter}
            </label>
            <input
              id={id}
              type="search"
              autoComplete="off"
              placeholder={words.filter}
              value={filter}
              onInput={(event) => {
                setFilter(event.currentTarget.value);
              }}
            />
          </div>
          <button
            type="button"
            class="button"
            onClick={() => {
              setTable(!isTable);
            }}
          >
            {isTable ? words.asBars : words.asTable}
          </button>
        </div>
      </div>
      {found?.length === 0 && <p>{words.filterNone}</p>}
      {isTable ? (
        <AgencyTable lines={found ?? present} />
      ) : (
        <AgencyBars lines={found ?? present} isFlat={found !== null} />
      )}
    </section>
  );
}

function holds(name: string, sought: string): boolean {
  return name.toLowerCase().includes(sought);
}

interface AgencyBarsProps {
  readonly lines: readonly AgencyLine[];
  /** Found by the filter: every one is shown. */
  readonly isFlat: boolean;
}

/** Units show once their agency is opened: 300 bars at once are no picture. */
function AgencyBars({ lines, isFlat }: AgencyBarsProps): VNode {
  const { turnout: words, gatheringForm } = useOfficeTexts();
  const { count } = useTexts();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  return (
    <ul class="bars">
      {linesShown(lines, isFlat ? null : open).map(({ line, hasUnits }) => {
        const { no, name, depth, whole } = line;
        const isOpen = open.has(no);
        return (
          <li key={no} class={isFlat ? '' : `depth-${Math.min(depth, DEPTH_SHOWN_MAX)}`}>
            <span class="bar-name">
              {hasUnits && !isFlat && (
                <button
                  type="button"
                  class="tree-open"
                  aria-expanded={isOpen}
                  aria-label={toldInAttribute(
                    (isOpen ? gatheringForm.closeUnit : gatheringForm.openUnit)(isolated(name)),
                  )}
                  onClick={() => {
                    const next = new Set(open);
                    if (!next.delete(no)) next.add(no);
                    setOpen(next);
                  }}
                >
                  {isOpen ? '–' : '+'}
                </button>
              )}
              <span>{said(name)}</span>
            </span>
            <TurnoutBar counts={whole} />
            <span class="bar-sum">
              {words.ofExpected(count(whole.signed), count(whole.expected))}
              {whole.extraAttended > 0 && (
                <span class="below">{words.plusExtra(count(whole.extraAttended))}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const DEPTH_SHOWN_MAX = 3;

interface ShownLine {
  readonly line: AgencyLine;
  readonly hasUnits: boolean;
}

/** The lines whose agencies above are all open; all of them when nothing can be opened. */
function linesShown(
  lines: readonly AgencyLine[],
  open: ReadonlySet<number> | null,
): readonly ShownLine[] {
  const shown: ShownLine[] = [];
  let closedDepth = Infinity;
  for (const [index, line] of lines.entries()) {
    if (line.depth <= closedDepth) closedDepth = Infinity;
    const hasUnits = (lines[index + 1]?.depth ?? 0) > line.depth;
    if (closedDepth === Infinity) shown.push({ line, hasUnits });
    if (closedDepth === Infinity && open !== null && !open.has(line.no)) closedDepth = line.depth;
  }
  return shown;
}

function AgencyTable({ lines }: { readonly lines: readonly AgencyLine[] }): VNode {
  const { turnout: words } = useOfficeTexts();
  const { count } = useTexts();
  const ref = useRef<HTMLTableElement>(null);
  return (
    <>
      <div class="button-row">
        <CopyButton label={words.copy} text={() => textOf(ref.current)} />
      </div>
      <div class="table-frame" tabIndex={0} role="region" aria-label={words.byAgency}>
        <table ref={ref}>
          <thead>
            <tr>
              <th scope="col">{words.agency}</th>
              <th scope="col" class="figure">
                {words.expected}
              </th>
              <th scope="col" class="figure">
                {words.attended}
              </th>
              <th scope="col" class="figure">
                {words.signed}
              </th>
              <th scope="col" class="figure">
                {words.extra}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ no, name, depth, whole }) => (
              <tr key={no}>
                <th scope="row" class={`depth-${Math.min(depth, DEPTH_SHOWN_MAX)}`}>
                  {said(name)}
                </th>
                <td class="figure">{count(whole.expected)}</td>
                <td class="figure">{count(whole.attended)}</td>
                <td class="figure">{count(whole.signed)}</td>
                <td class="figure">{count(whole.extraAttended)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A table as spreadsheets take it from the clipboard. */
function textOf(table: HTMLTableElement | null): string {
  return [...(table?.rows ?? [])]
    .map((row) => [...row.cells].map((cell) => cell.innerText).join('\t'))
    .join('\n');
}
