/**
 * The file `/sw.js`: the service worker with the digest of every file it must keep. The list is
 * taken from what was really built, so a file cannot be forgotten and a digest cannot be stale.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/**
 * What only the office needs, and what a device asks for after a receipt alone: there is a network.
 * Such chunks are fetched when needed. A pattern that no chunk has is an error: its file was moved,
 * and every phone would keep what it does not need.
 */
const OFFICE_DOORS: readonly RegExp[] = [
  /\/src\/app\/organiser\//,
  /\/src\/device\/steward\/purge\.ts$/,
];
const VERSION_CHARS = 12;

/** Drawn by the system when the app is installed, never by the app: not worth a slow line. */
const SYSTEM_ICON = /^\/icons\/.*\.png$/;

interface Places {
  /** The folder whose files are served as they are. */
  readonly publicFolder: string;
  /** The service worker's source. */
  readonly worker: string;
  /** What only the office asks for; every pattern must name a chunk. */
  readonly officeDoors?: readonly RegExp[];
}

/** The vite plugin that emits the service worker beside the app. */
export function precache({ publicFolder, worker, officeDoors = OFFICE_DOORS }: Places): Plugin {
  return {
    name: 'ikrar-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        checkDoors(bundle, officeDoors);
        const files = [...digestsOfPublic(publicFolder), ...digestsOf(bundle)].sort(([a], [b]) =>
          a < b ? -1 : 1,
        );
        const version = sha256(JSON.stringify(files)).slice(0, VERSION_CHARS);
        const source = await buildWorker(worker, { version, files });
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}

/**
 * Every built file that a phone or a tablet may load in the field: all but what only the office
 * reaches.
 */
export function fieldFiles(bundle: Bundle): readonly string[] {
  const field = reach(bundle, (chunk) => !isOfficeDoor(chunk));
  const everywhere = reach(bundle, () => true);
  return Object.keys(bundle).filter((name) => field.has(name) || !everywhere.has(name));
}

/** Names of the chunks, and their styles, that the page's script leads to through open doors. */
export function reach(
  bundle: Bundle,
  isOpen: (chunk: Rolldown.OutputChunk) => boolean,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    const output = bundle[name];
    if (output?.type !== 'chunk' || reached.has(name)) return;
    if (!output.isEntry && !isOpen(output)) return;
    reached.add(name);
    for (const style of output.viteMetadata?.importedCss ?? []) reached.add(style);
    for (const next of [...output.imports, ...output.dynamicImports]) visit(next);
  };
  for (const output of Object.values(bundle))
    if (output.type === 'chunk' && output.isEntry) visit(output.fileName);
  return reached;
}

/** True for a chunk that only an office screen asks for. */
export function isOfficeDoor(chunk: Rolldown.OutputChunk): boolean {
  const door = doorOf(chunk);
  return OFFICE_DOORS.some((pattern) => pattern.test(door));
}

function doorOf(chunk: Rolldown.OutputChunk): string {
  return (chunk.facadeModuleId ?? chunk.moduleIds[0] ?? '').replaceAll(sep, '/');
}

function checkDoors(bundle: Bundle, patterns: readonly RegExp[]): void {
  const doors = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk' ? [doorOf(output)] : [],
  );
  const dead = patterns.filter((pattern) => !doors.some((door) => pattern.test(door)));
  if (dead.length > 0) throw new Error(`no chunk is of ${dead.join(', ')}: was a file moved?`);
}

function digestsOf(bundle: Bundle): readonly (readonly [string, string])[] {
  return fieldFiles(bundle).map((name) => {
    const output = bundle[name];
    if (output === undefined) throw new Error(`${name} was not built`);
    return [`/${name}`, sha256(output.type === 'chunk' ? output.code : output.source)];
  });
}

function digestsOfPublic(folder: string): readonly (readonly [string, string])[] {
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .map((path) => [path.slice(folder.length).replaceAll(sep, '/'), path] as const)
    .filter(([name]) => !SYSTEM_ICON.test(name))
    .map(([name, path]) => [name, sha256(readFileSync(path))]);
}

/** One classic script: nothing to resolve, and every browser with service workers runs it. */
async function buildWorker(worker: string, shell: unknown): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __SHELL__: JSON.stringify(shell) },
    build: {
      target: 'chrome109',
      write: false,
      rolldownOptions: { input: worker, output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('the service worker was not built');
  return chunk.code;
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
