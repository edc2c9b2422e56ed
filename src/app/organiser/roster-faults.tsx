/**
 * Yields what is wrong in a roster file: the row, the column, what stands there, and the way
 * out.
 */
import type { VNode } from 'preact';
import type { RosterFault } from '#core/roster-fault.ts';
import { useTexts } from '#app/text/texts.ts';
import { faultWords } from './roster-fault-words.ts';
import { useOfficeTexts } from './text/texts.ts';

interface RosterFaultsProps {
  readonly faults: readonly RosterFault[];
  /** How many there are, shown or not. */
  readonly total: number;
}

/** The table of faults. */
export function RosterFaults({ faults, total }: RosterFaultsProps): VNode {
  const texts = useOfficeTexts();
  const words = texts.importing;
  const { count } = useTexts();
  const caption = words.faultsCaption(count(faults.length), count(total));
  return (
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
          {faults.map((fault, index) => {
            const { what, way } = faultWords(texts, fault);
            return (
              <tr key={index}>
                <th scope="row" class="figure" data-head={words.row}>
                  {fault.row}
                </th>
                <td>
                  {fault.column === '' ? words.wholeRow : fault.column}
                  <span class={`mark mark-${fault.severity} below`}>
                    {fault.severity === 'error' ? words.error : words.warning}
                  </span>
                </td>
                <td>
                  {what}
                  <span class="below">
                    {fault.value === '' ? words.blank : words.written(fault.value)}
                  </span>
                </td>
                <td data-head={`${words.way}:`}>{way}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
