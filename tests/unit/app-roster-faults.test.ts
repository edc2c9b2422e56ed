/** The words for what is wrong in a roster file. */
import { expect, it } from 'vitest';
import { faultWords } from '#app/organiser/roster-fault-words.ts';
import { en } from '#app/organiser/text/en.ts';
import { id } from '#app/organiser/text/id.ts';
import { ROSTER_FAULTS, type RosterFault } from '#core/roster-fault.ts';

const FAULT: RosterFault = {
  severity: 'error',
  row: 7,
  column: 'NIP',
  code: 'number-duplicate',
  value: '197607222001122901',
  otherRow: 3,
};

it.each(ROSTER_FAULTS)('%s has words of its own in both languages', (code) => {
  for (const texts of [id, en]) {
    const { what, way } = faultWords(texts, { ...FAULT, code });
    const others = ROSTER_FAULTS.filter((other) => other !== code);
    expect(what).not.toBe('');
    expect(way).not.toBe('');
    expect(others.map((other) => faultWords(texts, { ...FAULT, code: other }).what)).not.toContain(
      what,
    );
  }
});
