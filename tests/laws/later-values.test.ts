/** Later values: what a reader of today does with more than its lists have is said and done. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCode } from '../support/code-text.ts';
import { CDDL, CODES, LATER_VALUES, type LaterValue, lastOf } from '../support/later-values.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROTOCOL = readFileSync(join(ROOT, 'docs/PROTOCOL.md'), 'utf8');

/** Lists of core that no device and no office reads from the other. */
const WITHIN: ReadonlyMap<string, string> = new Map([
  ['dates.ts WEEKDAYS', 'words'],
  ['dates.ts MONTHS', 'words'],
  ['roster-words.ts ROSTER_FIELDS', 'columns of a file that people make'],
  ['admission.ts LATENESS', 'how the office admits: it is on its own disk alone'],
  ['plain-text.ts TEXT_DOUBTS', 'all of them are the doubt `odd-text`'],
  ['health.ts TROUBLES', 'what the office sees of its own disk'],
  ['verdict.ts PLAIN', 'the verdicts before the doubts: what is later is a doubt'],
]);

/**
 * Lists in the answers to an organiser's page. A page and its office are of one build; after an
 * update a page that was left open finds such an answer malformed, and says so until it is loaded
 * anew.
 */
const PAGE: readonly string[] = [
  'health.ts HEALTH_KINDS',
  'completeness.ts PROOFS',
  'completeness.ts CONCLUSIONS',
  'completeness.ts PROVISIONAL_REASONS',
  'office-gathering-api.ts ENTRY_FILTERS',
  'roster-fault.ts ROSTER_FAULTS',
  'security.ts SECURITY_FILTERS',
];

const nameOf = ({ list, holder }: LaterValue): string => `${list} | ${holder}`;

/** The rows of the table of later values: what is done, by the list and its holder. */
function documented(): ReadonlyMap<string, string> {
  const [, after = ''] = PROTOCOL.split('### A later value\n');
  const [table = ''] = after.split('\n#');
  const rows = table.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm);
  const cells = [...rows].map(([, list = '', holder = '', done = '']) => [list, holder, done]);
  const said = cells.filter(([list = '']) => list !== 'list' && !list.startsWith('-'));
  return new Map(said.map(([list, holder, done]) => [`${list} | ${holder}`, done ?? '']));
}

/** Every closed list in the code of core. */
function listed(): readonly string[] {
  return globSync('src/core/*.ts', { cwd: ROOT }).flatMap((path) => {
    const { code } = readCode(readFileSync(join(ROOT, path), 'utf8'));
    const lists = code.matchAll(/const (\w+)(?:: [^=]+)? = \[[^\]]*\] as const;/g);
    return Array.from(lists, ([, name = '']) => `${path.replace(/.*[\\/]/, '')} ${name}`);
  });
}

describe('the matrix', () => {
  test('has every closed list of core, or says why a list is not on the wire', () => {
    const told = [...LATER_VALUES.map(({ source }) => source), ...WITHIN.keys(), ...PAGE];
    expect(listed().toSorted()).toEqual(
      [...new Set(told.filter((source) => source !== null))].toSorted(),
    );
  });

  test('has the version of every structure of the protocol', () => {
    const structures = PROTOCOL.matchAll(/^([a-z-]+) = \[\s*(?:"[^"]+",\s*)?version: 1,/gm);
    const names = Array.from(structures, ([, name = '']) => name.replace(/^receipt-file$/, FILE));
    const held = LATER_VALUES.filter(({ list }) => list === 'versions').map((one) => one.holder);
    expect([...names, 'ink'].toSorted()).toEqual(held.toSorted());
  });

  test('is the table of the protocol, row by row', () => {
    const rows = new Map(LATER_VALUES.map((one) => [nameOf(one), one.becomes]));
    expect(rows.size).toBe(LATER_VALUES.length);
    expect(documented()).toEqual(rows);
  });

  test.each(CDDL)('has the numbers of the protocol: %s', (line) => {
    expect(PROTOCOL).toContain(line);
  });

  test.each(CODES)('has the codes of the protocol, and no more: %s', (codes) => {
    expect(PROTOCOL.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`${codes} (field-rule|\`\`\`)`));
  });
});

const FILE = 'file of receipts';

describe('a later value', () => {
  test.each(LATER_VALUES.map((one) => [nameOf(one), one] as const))('of %s', async (_, one) => {
    const numbers = fc.oneof(
      fc.constant(one.first),
      fc.integer({ min: one.first, max: Math.min(lastOf(one), one.first + 300) }),
      fc.integer({ min: one.first, max: lastOf(one) }),
    );
    await fc.assert(
      fc.asyncProperty(numbers, async (number) => {
        expect(await one.read(number)).toBe(one.becomes);
      }),
      { numRuns: 40 },
    );
  });

  const told = LATER_VALUES.filter(({ becomes }) => !becomes.startsWith('not looked at'));
  test.each(told.map((one) => [nameOf(one), one] as const))(
    'of %s is not one of today',
    async (_, one) => {
      expect(await one.read(one.today ?? one.first - 1)).not.toBe(one.becomes);
    },
  );
});
