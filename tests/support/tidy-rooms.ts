/**
 * The house rules of the rooms: which folder of the device, of the office and of the
 * organiser's pages may read which, and that no files import one another in a circle.
 */
import { dirname, join, normalize } from 'node:path/posix';

/** A file, and what it imports, as written. */
export interface Importing {
  readonly path: string;
  readonly imports: readonly string[];
}

/** What each room may read. A room is a folder, or a file that lies beside the folders. */
type Rooms = Readonly<Record<string, string>>;

const HOUSES: Readonly<Record<string, Rooms>> = {
  'src/device/': {
    open: 'steward send join roster store tabs network device-parts device-status live load-part clock keys device',
    'cold-start': 'send join store network device-status live in-time device',
    steward:
      'send join store tabs device-parts device-status reasons live load-part file-bytes keys device',
    send: 'join store network device-parts in-time clock keys device',
    join: 'roster store network device-parts keys device',
    roster: 'store network keys device',
    'device-parts': 'store network clock',
    store: 'device-status clock keys device',
    network: 'keys',
    tabs: 'device',
    reasons: 'device',
    live: 'device',
    'device-status': 'device',
    device: '',
    camera: '',
    clock: '',
    'file-bytes': '',
    'in-time': '',
    keys: '',
    'load-part': '',
    updates: '',
  },
  'src/server/': {
    main: 'commands office config keeping db',
    commands: 'office account context keeping network config db',
    office: 'routes http papers roster account context config',
    routes:
      'http papers field gathering roster programme account context keeping network db keys problem',
    papers: 'print gathering roster programme context ledger db keys thread',
    print: '',
    field: 'gathering context ledger db keys recent',
    http: 'account context keeping network config db problem',
    gathering: 'roster programme context ledger db keys problem',
    roster: 'programme context db keys problem thread',
    programme: 'context db keys problem',
    account: 'context keeping network config db keys problem',
    context: 'keeping ledger network config db keys',
    keeping: 'network config db keys',
    ledger: 'db',
    config: 'network',
    network: 'keys recent',
    db: '',
    keys: '',
    problem: '',
    recent: '',
    thread: '',
  },
  'src/app/organiser/': {
    organiser:
      'account decisions desks gathering health papers parcels poster programme roster turnout text ui',
    gathering: 'decisions desks papers poster turnout text ui',
    programme: 'roster turnout text ui',
    desks: 'decisions poster text ui',
    papers: 'turnout text ui',
    turnout: 'decisions text ui',
    decisions: 'text ui',
    account: 'text ui',
    health: 'text ui',
    parcels: 'text ui',
    poster: 'text ui',
    roster: 'text ui',
    ui: 'text',
    text: '',
  },
};

/** The file that an import names. */
export function targetOf(path: string, spec: string): string {
  return spec.startsWith('#') ? `src/${spec.slice(1)}` : normalize(join(dirname(path), spec));
}

/** Imports that a room may not make, and files that lie in no room. */
export function strayArrows({ path, imports }: Importing): readonly string[] {
  const house = Object.keys(HOUSES).find((root) => path.startsWith(root));
  if (house === undefined) return [];
  const rooms = HOUSES[house] ?? {};
  const here = roomOf(path, house);
  const reads = rooms[here]?.split(' ');
  if (reads === undefined) return [`'${here}' is no room of ${house}: name it in tidy-rooms.ts`];
  return targetsOf({ path, imports })
    .filter((target) => target.startsWith(house) && /\.tsx?$/.test(target))
    .map((target) => roomOf(target, house))
    .filter((room) => room !== here && !reads.includes(room))
    .map((room) => `${here} may not read ${room}`);
}

/** Each circle of files, told once. Imports of types count: they tie two files as others do. */
export function circles(files: readonly Importing[]): readonly string[] {
  const reads = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const target of reads.get(path) ?? []) walk(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return found.map((way) => `circle of imports: ${way}`);
}

function targetsOf({ path, imports }: Importing): readonly string[] {
  return imports.filter((spec) => /^[.#]/.test(spec)).map((spec) => targetOf(path, spec));
}

function roomOf(path: string, house: string): string {
  return (path.slice(house.length).split('/')[0] ?? '').replace(/\.tsx?$/, '');
}
