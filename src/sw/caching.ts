/**
 * The cache of the app's own files (the shell), so that the app opens without a network. A file
 * enters the cache only if its digest is the one in the build. So the page of a captive portal can
 * never become the app. Requests under `/api` are not cached.
 */

/** The list of files that the build writes into the service worker. */
export interface Shell {
  readonly version: string;
  /** Path and SHA-256 (hex) of each file, `/index.html` among them. */
  readonly files: readonly (readonly [path: string, sha256: string])[];
}

export interface ShellRequest {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

const PREFIX = 'ikrar-shell-';
/** The page for the paths of all screens. */
const PAGE = '/index.html';
/** The folder of files whose names contain their digest. */
const CHUNKS = '/assets/';
/**
 * An empty entry that marks a shell as used. A build that was fetched but never used has no open
 * tabs.
 */
const USED = '/.used';

function shellName(version: string): string {
  return PREFIX + version;
}

/**
 * How a request is answered: from this shell, from any shell that has this chunk, or by the
 * browser.
 */
export type Way =
  | { readonly kind: 'kept'; readonly path: string }
  | { readonly kind: 'chunk' }
  | { readonly kind: 'network' };

/**
 * Chooses how to answer a request. Only GET requests of this origin outside `/api` use the cache.
 */
export function wayOf(shell: Shell, asked: ShellRequest, origin: string): Way {
  const { origin: askedOrigin, pathname } = new URL(asked.url);
  const isApi = pathname === '/api' || pathname.startsWith('/api/');
  if (asked.method !== 'GET' || askedOrigin !== origin || isApi) return { kind: 'network' };
  if (shell.files.some(([path]) => path === pathname)) return { kind: 'kept', path: pathname };
  if (asked.mode === 'navigate') return { kind: 'kept', path: PAGE };
  return pathname.startsWith(CHUNKS) ? { kind: 'chunk' } : { kind: 'network' };
}

/**
 * The cached answer, if there is one. A file comes from this build's shell. A chunk may come from
 * any shell, because its name contains its digest.
 */
export async function findAnswer(
  storage: CacheStorage,
  version: string,
  { way, url }: { readonly way: Way; readonly url: string },
): Promise<Response | undefined> {
  switch (way.kind) {
    case 'kept':
      return (await storage.open(shellName(version))).match(way.path);
    case 'chunk':
      return storage.match(url);
    case 'network':
      return undefined;
  }
}

/**
 * Caches every file of the shell, or throws. Files that are cached already are not fetched again.
 */
export async function keepShell(storage: CacheStorage, shell: Shell): Promise<void> {
  const kept = await storage.open(shellName(shell.version));
  for (const [path, sha256] of shell.files) {
    if ((await kept.match(path)) !== undefined) continue;
    await kept.put(
      path,
      (await findKept(storage, path, sha256)) ?? (await fetchFile(path, sha256)),
    );
  }
}

/**
 * Deletes older shells, except the last one that was used. A tab may still run that build, and
 * without a network its chunks are nowhere else.
 */
export async function dropOldShells(storage: CacheStorage, version: string): Promise<void> {
  const shells = (await storage.keys()).filter((name) => name.startsWith(PREFIX));
  const older = shells.filter((name) => name !== shellName(version));
  const wasUsed = await Promise.all(
    older.map(async (name) => (await (await storage.open(name)).match(USED)) !== undefined),
  );
  const previous = wasUsed.lastIndexOf(true);
  await Promise.all(older.filter((_, i) => i !== previous).map((name) => storage.delete(name)));
  const current = await storage.open(shellName(version));
  await current.put(USED, new Response());
}

async function findKept(
  storage: CacheStorage,
  path: string,
  sha256: string,
): Promise<Response | undefined> {
  const response = await storage.match(path);
  return response !== undefined && (await hasDigest(response, sha256)) ? response : undefined;
}

/**
 * Fetches a file with the digest of the build. It looks into the browser's cache first, because the
 * page may just have loaded it. If the digest is another, it is fetched from the network.
 */
async function fetchFile(path: string, sha256: string): Promise<Response> {
  for (const cache of ['force-cache', 'reload'] as const) {
    const response = await fetch(path, { cache, redirect: 'error' });
    if (response.ok && (await hasDigest(response, sha256))) return response;
  }
  throw new Error(`${path}: other bytes than were built`);
}

async function hasDigest(response: Response, sha256: string): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  return hex.join('') === sha256;
}
