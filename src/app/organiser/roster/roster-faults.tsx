/**
 * What is wrong in a roster file: the row, the column, what stands there, and the way
 * out.
 */
import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { LIMITS } from '#core/limits.ts';
import type { RosterFault } from '#core/roster-fault.ts';
import { useTexts } from '#app/text/texts.ts';
import { isolated, said, told } from '#app/ui/said.tsx';
import { rosterFaultFile } from './roster-fault-file.ts';
import { faultWords } from './roster-fault-words.ts';
import { useOfficeTexts } from '../text/texts.ts';

interface RosterFaultsProps {
  readonly faults: readonly RosterFault[];
  /** How many there are, told or not. */
  readonly total: number;
  /** The organiser's file, for the name of the list of its faults. */
  readonly fileName: string;
}

/** The first faults as a table, and all that are known as a file. */
export function RosterFaults({ faults, total, fileName }: RosterFaultsProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.importing;
  const { count } = useTexts();
  const shown = faults.slice(0, LIMITS.rosterFaultsShownMax);
  const caption = words.faultsCaption(count(shown.length), count(total));
  return (
    <>
      <FaultFile faults={faults} total={total} fileName={fileName} />
      <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
        <table class="leaf-table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col" class="figure">
                {words.row}
              </th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.way}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((fault, index) => {
              const { what, way } = faultWords(texts, fault);
              return (
                <tr key={index}>
                  <th scope="row" class="figure" data-head={words.row}>
                    {fault.row}
                  </th>
                  <td>
                    {said(fault.column === '' ? words.wholeRow : fault.column)}
                    <span class={`mark mark-${fault.severity} below`}>
                      {fault.severity === 'error' ? words.error : words.warning}
                    </span>
                  </td>
                  <td>
                    {what}
                    <span class="below">
                      {told(
                        fault.value === '' ? words.blank : words.written(isolated(fault.value)),
                      )}
                    </span>
                  </td>
                  <td data-head={`${words.way}:`}>{way}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function FaultFile({ faults, total, fileName }: RosterFaultsProps): VNode {
  const texts = useOfficeTexts();
  const { count } = useTexts();
  const url = useMemo(() => {
    const left = total - faults.length;
    const more = left === 0 ? null : texts.importing.faultsMore(count(left));
    const file = rosterFaultFile(texts, { faults, more });
    return URL.createObjectURL(new Blob([file], { type: 'text/csv' }));
  }, [texts, faults]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <p>
      <a class="link" href={url} download={`catatan-${fileName.replace(/\.[^.]*$/, '')}.csv`}>
        {texts.importing.faultsFile(count(faults.length), count(total))}
      </a>
    </p>
  );
}
