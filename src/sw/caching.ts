/**
 * The shell: the files of the app, kept on the device so that it opens with no network. A
 * file enters only if its bytes have the digest that the build wrote down, so a captive portal's
 * page can never become the app. Entries and `/api` are none of its business.
 */

/** What the build wrote into the worker. */
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
/** Every screen has its own path and all of them are this page. */
const PAGE = '/index.html';
/** Where the build puts files whose names hold their digest. */
const CHUNKS = '/assets/';
/** Marks a shell that has answered: builds that were fetched but never taken have no tabs. */
const USED = '/.used';

function shellName(version: string): string {
  return PREFIX + version;
}

/** Who answers a request: a kept file, whichever shell has this chunk, or the browser as always. */
export type Way =
  | { readonly kind: 'kept'; readonly path: string }
  | { readonly kind: 'chunk' }
  | { readonly kind: 'network' };

/** The way of one request. Only same-origin reads outside `/api` are ever the shell's business. */
export function wayOf(shell: Shell, asked: ShellRequest, origin: string): Way {
  const { origin: askedOrigin, pathname } = new URL(asked.url);
  const isApi = pathname === '/api' || pathname.startsWith('/api/');
  if (asked.method !== 'GET' || askedOrigin !== origin || isApi) return { kind: 'network' };
  if (shell.files.some(([path]) => path === pathname)) return { kind: 'kept', path: pathname };
  if (asked.mode === 'navigate') return { kind: 'kept', path: PAGE };
  return pathname.startsWith(CHUNKS) ? { kind: 'chunk' } : { kind: 'network' };
}

/**
 * The kept answer, if there is one. A file comes from this build's shell; a chunk may come from
 * any, because its name already holds its digest.
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

/** Keeps every file of the shell, or throws; what was already fetched is not fetched again. */
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
 * Drops older shells but one: the last that was in use. A tab may still run that build and ask for
 * one of its chunks, and offline there is no other place to get it.
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
 * The file as it was built. What the page itself has just loaded is in the browser's cache and need
 * not cross a slow line twice; whatever else is found there has another digest and is asked for
 * anew.
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
