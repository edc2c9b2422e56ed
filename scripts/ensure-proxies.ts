/**
 * The reverse proxies that the office is tested behind: found, or unpacked from their Debian
 * packages, which starts no service and changes nothing on the machine. One may do without them.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptRecipes, isProgram, onPath, run } from './ensure-browser.ts';

export type ProxyProgram = 'nginx' | 'caddy';

const CACHE = join(import.meta.dirname, '../.cache/proxies');
const PLACES: Readonly<Record<ProxyProgram, string>> = {
  nginx: 'usr/sbin/nginx',
  caddy: 'usr/bin/caddy',
};

/** The path of a proxy; undefined where there is none. */
export function proxyPath(name: ProxyProgram): string | undefined {
  return onPath([name]) ?? [`/${PLACES[name]}`, join(CACHE, PLACES[name])].find(isProgram);
}

/** What to say where one is missing. */
export function missingProxy(name: ProxyProgram): string {
  return `no ${name}: apt-get install ${name}`;
}

/** Unpacks those that are missing, where that can be done. */
export function ensureProxies(): void {
  for (const name of ['nginx', 'caddy'] as const) {
    const [update] = aptRecipes([name]);
    if (proxyPath(name) !== undefined || update === undefined) continue;
    run(update);
    mkdirSync(CACHE, { recursive: true });
    run(['apt-get', 'download', '-qq', name], CACHE);
    const file = readdirSync(CACHE).find((one) => one.startsWith(`${name}_`));
    if (file !== undefined) run(['dpkg', '-x', join(CACHE, file), CACHE]);
  }
}
