/**
 * The house in order: the rules hold for every file, and each rule bites a planted fault.
 */
import { describe, expect, test } from 'vitest';
import { readCode } from './support/code-text.ts';
import { untidyText } from './support/tidy-text.ts';
import { houseFaults } from './support/tidy-sources.ts';
import { untidy } from './support/tidy.ts';

/** Spelt in pieces, so that this file keeps the rules it tests. */
const LATER = ['TO', 'DO'].join('');
const ONLY = ['test', 'only'].join('.');
const WISH = 'should';
const OPENING = '/** A thing. */\n';

test('the project keeps the house rules', () => {
  const faults = houseFaults();
  if (faults.length > 0) throw new Error(['the house rules:', ...faults].join('\n'));
});

/** A small tidy project with one more file in it, which its server or page reaches. */
function faultsOf(path: string, text: string): readonly string[] {
  const spec = `#${path.replace(/^src\//, '')}`;
  const isServer = path.startsWith('src/server');
  const isWorker = path.startsWith('src/sw');
  const reached = (isHere: boolean) => OPENING + (isHere ? `import '${spec}';\n` : '');
  const untold = new Set([`app may not read '${spec}'`]);
  return untidy([
    { path: 'src/main.tsx', text: reached(!isServer && !isWorker) },
    { path: 'src/server/main.ts', text: reached(isServer).replace('#server/', './') },
    { path: 'src/sw/main.ts', text: reached(isWorker).replace('#sw/', './') },
    { path, text: OPENING + text },
  ])
    .map((fault) => fault.replace(`${path}: `, ''))
    .filter((fault) => !untold.has(fault));
}

describe('a planted fault', () => {
  test.for([
    [
      'src/core/id.ts',
      "import { keep } from '#device/send/outbox.ts';",
      "core may not read '#device/send/outbox.ts'",
    ],
    ['src/core/id.ts', "import { z } from 'zod';", "may not import 'zod'"],
    [
      'src/core/id.ts',
      "import { a } from '#core/bytes.ts';",
      "say './' for a neighbour, not '#core/bytes.ts'",
    ],
    [
      'src/app/home.tsx',
      "import { a } from '../core/id.ts';",
      "'../core/id.ts' leaves the folder: say '#folder/file.ts'",
    ],
    ['src/app/home.tsx', "import Dexie from 'dexie';", "may not import 'dexie'"],
    ['src/sw/shell.ts', "import { a } from 'cborg';", "may not import 'cborg'"],
    [
      'src/device/send/outbox.ts',
      "import Dexie from 'dexie';",
      'only device/store/db.ts names tables',
    ],
    [
      'src/device/store/db.ts',
      'indexedDB.open(a);',
      'only device/store/storage-marker.ts looks for a database',
    ],
    [
      'src/device/send/outbox.ts',
      "await fetch('/api');",
      'only device/network/transport.ts calls fetch',
    ],
    [
      'src/device/join/enrolment.ts',
      'crypto.subtle.generateKey(a);',
      'only device/keys.ts makes keys',
    ],
    [
      'src/server/sync.ts',
      'run(`insert or ignore\n into entries`);',
      'only server/ledger/ledger-writing.ts adds entries',
    ],
    [
      'src/server/sync.ts',
      "db.updateTable('turnout');",
      'only server/ledger/ledger-writing.ts adds entries',
    ],
    [
      'src/device/store/journal.ts',
      "import type { DeviceParts } from '../device-parts.ts';",
      'store may not read device-parts',
    ],
    [
      'src/device/join/gatherings.ts',
      "import { openReceipt } from '../send/delivery.ts';",
      'join may not read send',
    ],
    [
      'src/device/send/courier.ts',
      "import { readInventory } from '../steward/inventory.ts';",
      'send may not read steward',
    ],
    [
      'src/device/roster/rosters.ts',
      "import type { Checked } from '../join/office-card.ts';",
      'roster may not read join',
    ],
    [
      'src/device/device.ts',
      "import type { EntryRow } from './store/db.ts';",
      'device may not read store',
    ],
    [
      'src/device/cold-start.ts',
      "import { openDevice } from './open.ts';",
      'cold-start may not read open',
    ],
    [
      'src/device/post/letters.ts',
      '',
      "'post' is no room of src/device/: name it in tidy-rooms.ts",
    ],
    [
      'src/server/programme/programmes.ts',
      "import { listGatherings } from '../gathering/gatherings.ts';",
      'programme may not read gathering',
    ],
    [
      'src/server/print/table.ts',
      "import type { PaperHead } from '../papers/head.ts';",
      'print may not read papers',
    ],
    [
      'src/server/ledger/ledger.ts',
      "import type { Context } from '../context.ts';",
      'ledger may not read context',
    ],
    [
      'src/app/organiser/ui/page.tsx',
      "import { nameOf } from '../desks/device-card.tsx';",
      'ui may not read desks',
    ],
    [
      'src/server/post/letters.ts',
      '',
      "'post' is no room of src/server/: name it in tidy-rooms.ts",
    ],
    ['src/core/id.ts', 'const now = Date.now();', 'line 2: Date.now is not an argument'],
    ['src/core/id.ts', 'const now = new TextEncoder();', 'line 2: TextEncoder is not an argument'],
    ['src/core/id.ts', 'const attendeeCount = 1;', "say signatory, not 'attendee'"],
    ['src/app/opd-list.tsx', '', "say agency, not 'opd'"],
    ['src/app/utils/text.ts', '', "say the noun of what it yields, not 'utils'"],
    ['src/app/common.ts', '', 'a file is named for what it yields'],
    [
      'src/core/id.ts',
      'const a = 1;\nexport function mint() {}',
      "'mint' is exported without a doc comment",
    ],
    ['src/core/id.ts', '\n'.repeat(400) + 'const a = 1;', '402 lines, at most 400'],
    ['src/core/id.ts', `const a = ${'1 + '.repeat(30)}1;`, 'line 2: 132 columns'],
    ['src/core/id.ts', `// ${LATER}: mint`, `line 2: ${LATER} is left over`],
    ['tests/id.test.ts', `${ONLY}('a', a);`, `line 2: ${ONLY} is left over`],
    ['tests/id.test.ts', `test('${WISH} mint', a);`, `line 2: test('${WISH} is left over`],
    [
      'tests/id.test.ts',
      "const child = spawn('node', []);",
      'line 2: only leftovers.ts starts what ends',
    ],
    ['tests/id.test.ts', 'mkdtempSync(a);', 'line 2: only leftovers.ts starts what ends'],
    [
      'tests/id.test.ts',
      'see(a, { timeout: 20_000 });',
      'line 2: how long to wait is in patience.ts',
    ],
    ['tests/id.test.ts', '}, 60_000);', 'line 2: how long to wait is in patience.ts'],
    ['vitest.config.ts', 'testTimeout: 5_000,', 'line 2: how long to wait is in patience.ts'],
    ['src/app/home.tsx', "if (NODE_ENV === 'test') a();", 'line 2: NODE_ENV is left over'],
  ] as const)('in %s is found: %s', ([path, text, fault]) => {
    expect(faultsOf(path, text)).toContain(fault);
  });

  test('is found where nothing reaches a file', () => {
    const sources = [
      {
        path: 'src/main.tsx',
        text: `${OPENING}new Worker(new URL('./app/reader.ts', import.meta.url));`,
      },
      { path: 'src/app/reader.ts', text: OPENING },
      { path: 'src/app/lost.ts', text: OPENING },
    ];
    expect(untidy(sources)).toEqual(['src/app/lost.ts: nothing reaches it']);
  });

  test('is found where two files export a type of one name', () => {
    const sources = [
      { path: 'src/main.tsx', text: `${OPENING}import './app/a.ts';\nimport './app/b.ts';` },
      { path: 'src/app/a.ts', text: `${OPENING}export interface Place {}` },
      { path: 'src/app/b.ts', text: `${OPENING}export type Place = 'a';` },
    ];
    expect(untidy(sources)).toEqual(['Place is a type in src/app/a.ts, src/app/b.ts']);
  });

  test('is found where files import one another in a circle, be it for a type', () => {
    const sources = [
      { path: 'src/main.tsx', text: `${OPENING}import './app/a.ts';` },
      { path: 'src/app/a.ts', text: `${OPENING}import { b } from './b.ts';` },
      { path: 'src/app/b.ts', text: `${OPENING}import type { A } from './a.ts';` },
    ];
    expect(untidy(sources)).toEqual([
      'circle of imports: src/app/a.ts -> src/app/b.ts -> src/app/a.ts',
    ]);
  });

  test('is found where a file of core has no test of its own', () => {
    expect(faultsOf('src/core/id.ts', '')).toContain('has no tests/unit/id.test.ts');
  });

  test('is found where a file says nothing of itself', () => {
    const sources = [{ path: 'src/main.tsx', text: 'const a = 1;' }];
    expect(untidy(sources)).toEqual(['src/main.tsx: opens without saying what is in it']);
  });

  test('is found in a link, a heading and a path', () => {
    const machine = ['', 'root', ''].join('/');
    const sources = [
      {
        path: 'docs/A.md',
        text: '# One thing\n[a](B.md) [b](#one-thing) [c](#two) [d](https://e.example)',
      },
      { path: 'README.md', text: `[a](docs/A.md#one-thing)\nSee ${machine}ikrar` },
    ];
    expect(untidyText({ sources, exists: (path) => path.endsWith('A.md') })).toEqual([
      "docs/A.md: no such file 'B.md'",
      "docs/A.md: no such heading '#two'",
      `README.md: '${machine}' is a path of one machine`,
    ]);
  });
});

describe('what is no fault', () => {
  test.for([
    ['words in comments and strings', '// a participant\nconst said = "payload";'],
    ['a longer word', 'const submissive = true;'],
    ['a fetch of ours', 'repository.fetch(1);'],
  ] as const)('is %s', ([, text]) => {
    expect(faultsOf('src/device/store/reader.ts', text)).toEqual([]);
  });

  test('is a quote inside a regular expression, or a division', () => {
    const { code } = readCode("const a = /['\"]/.test(b) ? c / d / e : 'f'; // g\nconst h = `i`;");
    expect(code).toBe("const a = //.test(b) ? c / d / e : ''; \nconst h = ``;");
  });
});
