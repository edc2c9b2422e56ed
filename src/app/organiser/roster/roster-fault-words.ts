/** The words for what is wrong in a roster file, and the way out. */
import type { FaultCode } from '#core/fault.ts';
import { LIMITS } from '#core/limits.ts';
import type { RosterFault } from '#core/roster-fault.ts';
import type { OfficeTexts } from '../text/id.ts';

/** What is wrong, and what to do about it. */
export interface FaultWords {
  readonly what: string;
  readonly way: string;
}

/** The words for one fault. */
export function faultWords(
  { rosterFault: words }: OfficeTexts,
  { code, otherRow }: RosterFault,
): FaultWords {
  switch (code) {
    case 'number-damaged':
      return words.numberDamaged;
    case 'number-invalid':
      return words.numberInvalid;
    case 'number-duplicate':
      return { what: words.numberDuplicate.what(otherRow ?? 0), way: words.numberDuplicate.way };
    case 'number-misplaced':
      return words.numberMisplaced;
    case 'name-missing':
      return words.nameMissing;
    case 'name-too-long':
      return words.nameLong;
    case 'name-alone':
      return words.nameAlone;
    case 'person-twice':
      return { what: words.personTwice.what(otherRow ?? 0), way: words.personTwice.way };
    case 'text-too-long':
      return words.textLong;
    case 'date-invalid':
      return words.date;
    case 'category-unknown':
      return words.category;
    case 'order-invalid':
      return words.order;
    case 'agencies-too-many':
      return words.agencies;
    case 'cell-beyond':
      return words.beyond;
    case 'column-unused':
      return words.unused;
    case 'place-unused':
      return words.place;
    case 'quote-open':
      return words.quote;
    case 'letters-changed':
      return words.letters;
    case 'line-too-long':
      return words.lineLong;
  }
}

/** A sentence for a file that could not be used at all; null when the fault is not the file's. */
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
    case 'roster-unfit':
      return words.unfit;
    case 'roster-unread':
      return words.unread;
    default:
      return null;
  }
}
