/**
 * The house rules that no linter knows: who may import what, the four doors, the words, the
 * size of a file, and that nothing is dead. Each rule reads all sources and names what breaks it.
 */
import { dirname } from 'node:path/posix';
import { importsOf, readCode } from './code-text.ts';
import { circles, strayArrows, targetOf } from './tidy-rooms.ts';

export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

interface Module extends Source {
  readonly folder: string;
  readonly code: string;
  readonly spoken: string;
  readonly imports: readonly string[];
}

type Rule = (modules: readonly Module[]) => readonly string[];

interface Folder {
  readonly reads: readonly string[];
  readonly packages: RegExp;
}

const FOLDERS: Readonly<Record<string, Folder>> = {
  core: { reads: ['core'], packages: /^valibot$/ },
  device: {
    reads: ['core', 'device'],
    packages: /^(dexie|qr\/decode\.js|workbox-window|@leeoniya\/ufuzzy)$/,
  },
  app: {
    reads: ['core', 'device', 'app'],
    packages: /^(preact(\/.+)?|@preact\/signals|signature_pad|qrcode)$/,
  },
  server: {
    reads: ['core', 'server'],
    packages:
      /^(node:.+|fastify|@fastify\/.+|kysely|pdfkit|papaparse|valibot|@valibot\/to-json-schema|qrcode)$/,
  },
  sw: { reads: ['core', 'sw'], packages: /^$/ },
};

/** Where the program starts. Scripts count: what the demo needs of `src` is alive. */
const ENTRY =
  /^(src\/main\.tsx|src\/sw\/main\.ts|src\/server\/(main|commands\/[a-z]+-main)\.ts|scripts\/.+\.ts)$/;

interface Door {
  readonly only: RegExp;
  readonly folders: RegExp;
  readonly opens: RegExp;
  /** SQL is said in strings. */
  readonly isSpoken?: true;
  readonly says: string;
}

const DOORS: readonly Door[] = [
  {
    only: /^src\/device\/store\/db\.ts$/,
    folders: /^(core|device|app|sw)$/,
    opens: /\bfrom\s+['"]dexie['"]/,
    isSpoken: true,
    says: 'only device/store/db.ts names tables',
  },
  {
    only: /^src\/device\/store\/storage-marker\.ts$/,
    folders: /^(core|device|app|sw)$/,
    opens: /\bindexedDB\b/,
    says: 'only device/store/storage-marker.ts looks for a database',
  },
  {
    only: /^src\/device\/network\/transport\.ts$/,
    folders: /^(core|device|app)$/,
    opens:
      /(?<![\w.])(fetch|importScripts)\s*\(|\b(XMLHttpRequest|sendBeacon|WebSocket|EventSource)\b/,
    says: 'only device/network/transport.ts calls fetch',
  },
  {
    only: /^src\/device\/keys\.ts$/,
    folders: /^(core|device|app|sw)$/,
    opens: /\.generateKey\b/,
    says: 'only device/keys.ts makes keys',
  },
  {
    only: /^src\/server\/ledger\/ledger-[a-z]+\.ts$/,
    folders: /^server$/,
    opens: new RegExp(
      '\\b(insert\\s+(or\\s+\\w+\\s+)?into|update|delete\\s+from|insertInto|updateTable|deleteFrom)' +
        '[(\\s\'"]+(entries|strays|batches|turnout)\\b',
      'i',
    ),
    isSpoken: true,
    says: 'only server/ledger/ledger-writing.ts adds entries',
  },
];

/** Core receives time, chance and the world as arguments. */
const AMBIENT =
  /\b(Date\.now|new Date\(\)|Math\.random|performance|setTimeout|setInterval|queueMicrotask|console|crypto|TextEncoder|TextDecoder|process|Buffer|globalThis|window|document|navigator|btoa|atob)\b/;

/** Words that another word has replaced, as a whole word of a name. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ['participant', 'signatory'],
  ['participants', 'signatories'],
  ['attendee', 'signatory'],
  ['attendees', 'signatories'],
  ['pledge', 'pact'],
  ['pledges', 'pacts'],
  ['submission', 'batch'],
  ['submissions', 'batches'],
  ['payload', 'bytes, or what they are'],
  ['manager', 'the noun of what it yields'],
  ['helper', 'the noun of what it yields'],
  ['helpers', 'the noun of what it yields'],
  ['utils', 'the noun of what it yields'],
  ['opd', 'agency'],
]);
const SHAPELESS = /(^|\/)(utils?|common|helpers?|misc|index)(\.tsx?$|\/)/;

const LINES_MAX = { src: 400, other: 800 };
const COLUMNS_MAX = 100;

/** Everything untidy in these sources, one line each. */
export function untidy(sources: readonly Source[]): readonly string[] {
  const modules = sources.filter(({ path }) => /\.tsx?$/.test(path)).map(readModule);
  return RULES.flatMap((rule) => rule(modules));
}

function readModule({ path, text }: Source): Module {
  const folder =
    path === 'src/main.tsx' ? 'app' : path.startsWith('src/') ? path.split('/')[1] : '';
  return { path, text, folder: folder ?? '', ...readCode(text), imports: importsOf(text) };
}

const RULES: readonly Rule[] = [
  perModule(foreignImports),
  perModule(strayArrows),
  perModule(openedDoors),
  perModule(ambientInCore),
  perModule(replacedWords),
  perModule(undocumentedExports),
  perModule(sizes),
  perModule(openings),
  perModule(leftOvers),
  perModule(leftBehind),
  perModule(impatience),
  circlesOfSource,
  twinTypes,
  deadFiles,
  untestedCore,
];

function perModule(rule: (module: Module) => readonly string[]): Rule {
  return (modules) =>
    modules.flatMap((module) => rule(module).map((fault) => `${module.path}: ${fault}`));
}

function foreignImports({ path, folder, imports }: Module): readonly string[] {
  const allowed = FOLDERS[folder];
  if (allowed === undefined) return [];
  return imports.flatMap((spec) => {
    if (spec.startsWith('#')) {
      const isFar = dirname(targetOf(path, spec)) !== dirname(path);
      if (!allowed.reads.includes(spec.slice(1).split('/')[0] ?? ''))
        return [`${folder} may not read '${spec}'`];
      return isFar ? [] : [`say './' for a neighbour, not '${spec}'`];
    }
    if (!spec.startsWith('.'))
      return allowed.packages.test(spec) ? [] : [`may not import '${spec}'`];
    const isInside = path === 'src/main.tsx' || targetOf(path, spec).startsWith(`src/${folder}/`);
    return isInside ? [] : [`'${spec}' leaves the folder: say '#folder/file.ts'`];
  });
}

function openedDoors(module: Module): readonly string[] {
  return DOORS.filter(
    ({ only, folders, opens, isSpoken }) =>
      folders.test(module.folder) &&
      !only.test(module.path) &&
      opens.test(isSpoken === true ? module.spoken : module.code),
  ).map(({ says }) => says);
}

function ambientInCore({ folder, code }: Module): readonly string[] {
  if (folder !== 'core') return [];
  return linesWith(code, AMBIENT).map(({ at, found }) => `line ${at}: ${found} is not an argument`);
}

function replacedWords({ path, code }: Module): readonly string[] {
  const words = [path, ...(code.match(/[A-Za-z_$][\w$]*/g) ?? [])].flatMap(wordsOf);
  const faults = [...new Set(words)].flatMap((word) => {
    const better = REPLACED.get(word);
    return better === undefined ? [] : [`say ${better}, not '${word}'`];
  });
  return SHAPELESS.test(path) ? [...faults, 'a file is named for what it yields'] : faults;
}

/** `rosterRowsMax` and `roster-rows_max` are the words roster, rows, max. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

function undocumentedExports({ folder, text }: Module): readonly string[] {
  if (folder !== 'core') return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const name = /^export (?:async )?(?:function\*?|const|type|interface|class) (\w+)/.exec(
      line,
    )?.[1];
    const isDocumented = (lines[index - 1] ?? '').trimEnd().endsWith('*/');
    return name === undefined || isDocumented
      ? []
      : [`'${name}' is exported without a doc comment`];
  });
}

function sizes({ path, text, code }: Module): readonly string[] {
  const lines = text.trimEnd().split('\n');
  const codeLines = code.split('\n');
  const linesMax = path.startsWith('src/') ? LINES_MAX.src : LINES_MAX.other;
  const long = lines.flatMap((line, index) => {
    // A sentence of the screens or a pattern stays in one piece; a comment can always be wrapped.
    const isComment = /^\s*(\*|\/[*/])/.test(line) && !line.includes('://');
    const columns = isComment ? line.length : (codeLines[index]?.length ?? 0);
    return columns > COLUMNS_MAX ? [`line ${index + 1}: ${columns} columns`] : [];
  });
  return lines.length > linesMax ? [...long, `${lines.length} lines, at most ${linesMax}`] : long;
}

function openings({ text }: Module): readonly string[] {
  return /^(#!.*\n)?(\/\*\*?|\/\/) ?\S?/.test(text) ? [] : ['opens without saying what is in it'];
}

const LEFT_OVERS: readonly RegExp[] = [
  /\b(TO[D]O|FIX[M]E)\b/,
  /@ts-(?:ignore|nocheck|expect-error)/,
];
const UNRUN = /\b(?:test|it|describe)\.(?:only|skip|todo|fixme)\b/;
const WISHES = /\b(?:test|it)(?:\.\w+)?\(\s*['"`]should\b/;

function leftOvers({ folder, text, code, spoken }: Module): readonly string[] {
  const found = [
    ...LEFT_OVERS.flatMap((pattern) => linesWith(text, pattern)),
    ...linesWith(code, UNRUN),
    ...linesWith(spoken, WISHES),
    ...(FOLDERS[folder] === undefined ? [] : linesWith(spoken, /\bNODE_ENV\b/)),
  ];
  return found.map((fault) => `line ${fault.at}: ${fault.found} is left over`);
}

/** What a test starts outlives it, but for what leftovers.ts starts. */
const STARTS = /\b(spawn|fork|execFile|mkdtemp|mkdtempSync)\s*\(/;
const MAY_START = /^tests\/(support\/leftovers|faults\/runner\.test)\.ts$/;

function leftBehind({ path, code }: Module): readonly string[] {
  if (!path.startsWith('tests/') || MAY_START.test(path)) return [];
  return linesWith(code, STARTS).map(({ at }) => `line ${at}: only leftovers.ts starts what ends`);
}

/** A wait of three seconds or more is for what hangs; what is shorter is tried again. */
const WAITS = /(\b(timeout|\w+Timeout): ?|\bsetTimeout\(|^\s*\}, )([3-9]_\d{3}|\d{2,}_\d{3})\b/;

function impatience({ path, code }: Module): readonly string[] {
  if (!/^(tests\/|[^/]+$)/.test(path)) return [];
  return linesWith(code, WAITS).map(({ at }) => `line ${at}: how long to wait is in patience.ts`);
}

/** A type that is exported has its name alone, so that nobody takes one thing for another. */
function twinTypes(modules: readonly Module[]): readonly string[] {
  const named = modules
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap(({ path, code }) =>
      [...code.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name = '']) => ({
        name,
        path,
      })),
    );
  return [...Map.groupBy(named, ({ name }) => name)]
    .filter(([, places]) => places.length > 1)
    .map(([name, places]) => `${name} is a type in ${places.map(({ path }) => path).join(', ')}`);
}

function circlesOfSource(modules: readonly Module[]): readonly string[] {
  return circles(modules.filter(({ path }) => path.startsWith('src/')));
}

function deadFiles(modules: readonly Module[]): readonly string[] {
  const known = new Map(modules.map((module) => [module.path, module]));
  const alive = new Set<string>();
  const reach = (path: string): void => {
    const module = known.get(path);
    if (module === undefined || alive.has(path)) return;
    alive.add(path);
    for (const spec of module.imports) if (/^[.#]/.test(spec)) reach(targetOf(path, spec));
  };
  for (const { path } of modules) if (ENTRY.test(path)) reach(path);
  return modules
    .filter(({ path }) => path.startsWith('src/') && !path.endsWith('.d.ts') && !alive.has(path))
    .map(({ path }) => `${path}: nothing reaches it`);
}

function testOf(path: string): string {
  return path.replace(/^src\/core\//, 'tests/unit/').replace(/\.ts$/, '.test.ts');
}

/** What both sides rely on is tested by itself, not only through what uses it. */
function untestedCore(modules: readonly Module[]): readonly string[] {
  const paths = new Set(modules.map(({ path }) => path));
  return modules
    .filter(({ path, folder }) => folder === 'core' && !paths.has(testOf(path)))
    .map(({ path }) => `${path}: has no ${testOf(path)}`);
}

function linesWith(text: string, pattern: RegExp): readonly { at: number; found: string }[] {
  return text.split('\n').flatMap((line, index) => {
    const found = pattern.exec(line)?.[0];
    return found === undefined ? [] : [{ at: index + 1, found }];
  });
}
