/**
 * Yields what is wrong in a roster file: the row, the column, what stands there, and the way
 * out.
 */
import type { VNode } from 'preact';
import type { FaultCode } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { RosterReport } from '#core/office-api.ts';
import { useTexts } from '#app/text/texts.ts';
import type { OfficeTexts } from './text/id.ts';
import { useOfficeTexts } from './text/texts.ts';

type RosterFault = RosterReport['faults'][number];

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
            const { what, way } = wordsOf(texts, fault);
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

interface FaultWords {
  readonly what: string;
  readonly way: string;
}

function wordsOf({ rosterFault: words }: OfficeTexts, { code, otherRow }: RosterFault): FaultWords {
  switch (code) {
    case 'number-damaged':
      return words.numberDamaged;
    case 'number-invalid':
      return words.numberInvalid;
    case 'number-duplicate':
      return { what: words.numberDuplicate.what(otherRow ?? 0), way: words.numberDuplicate.way };
    case 'name-missing':
      return words.nameMissing;
    case 'name-too-long':
      return words.nameLong;
    case 'text-too-long':
      return words.textLong;
    case 'date-invalid':
      return words.date;
    case 'category-unknown':
      return words.category;
    case 'malformed':
      return words.quote;
    default:
      return words.other;
  }
}

/** A sentence for a file that could not be read at all; null when the fault is not the file's. */
export function fileFaultSentence(
  { fileFault: words }: OfficeTexts,
  code: FaultCode,
  count: (n: number) => string,
): string | null {
  switch (code) {
    case 'not-a-table':
      return words.notTable;
    case 'column-missing':
      return words.columnMissing;
    case 'too-many-rows':
      return words.tooManyRows(count(LIMITS.rosterRowsMax));
    case 'too-large':
      return words.tooLarge(count(LIMITS.rosterFileBytesMax / 1024 / 1024));
    default:
      return null;
  }
}
