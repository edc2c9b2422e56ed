/** A real nginx or Caddy before an office, with the site that docs/proxies describes. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProxyProgram, missingProxy, proxyPath } from '../../scripts/ensure-proxies.ts';
import { endChild, makeFolder, startChild } from './leftovers.ts';
import { freePort } from './office-process.ts';
import { PATIENCE } from './patience.ts';

interface Ports {
  readonly port: number;
  readonly officePort: number;
  readonly folder: string;
}

/** The documented site, on a port of its own and without its certificate. */
function siteOf(file: string, { port, officePort }: Ports): string {
  return readFileSync(join(import.meta.dirname, '../../docs/proxies', file), 'utf8')
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${officePort}`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^ *ssl_certificate.*\n/gm, '')
    .replace('\nikrar.example.go.id {', `\nhttp://127.0.0.1:${port} {`);
}

/** What stands around the site, and how the program is started with it. */
const PROGRAMS: Readonly<
  Record<ProxyProgram, (ports: Ports) => { readonly text: string; readonly args: string[] }>
> = {
  nginx(ports) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${ports.folder}/${kind};`)
      .join('\n');
    return {
      text:
        `daemon off; pid ${ports.folder}/pid; error_log ${ports.folder}/log; events {}\n` +
        `http { access_log off;\n${temporary}\n${siteOf('nginx.conf', ports)}}\n`,
      args: ['-e', join(ports.folder, 'log'), '-c', join(ports.folder, 'config')],
    };
  },
  caddy: (ports) => ({
    text: `{\n admin off\n auto_https off\n}\n${siteOf('Caddyfile', ports)}`,
    args: ['run', '--adapter', 'caddyfile', '--config', join(ports.folder, 'config')],
  }),
};

/** Starts it before the office on that port. */
export async function openProxy(
  name: ProxyProgram,
  officePort: number,
): Promise<AsyncDisposable & { readonly port: number }> {
  const program = proxyPath(name);
  if (program === undefined) throw new Error(missingProxy(name));
  const folder = makeFolder('proxy');
  chmodSync(folder, 0o755); // the workers of nginx are another user's
  const ports = { port: await freePort(), officePort, folder };
  const { text, args } = PROGRAMS[name](ports);
  writeFileSync(join(folder, 'config'), text);
  const child = startChild(program, args, {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder },
  });
  await listening(ports.port, () => child.exitCode !== null);
  return {
    port: ports.port,
    async [Symbol.asyncDispose]() {
      await endChild(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number, hasEnded: () => boolean): Promise<void> {
  const untilMs = Date.now() + PATIENCE.startMs;
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isThere) return;
    if (hasEnded() || Date.now() > untilMs) throw new Error('the proxy did not start');
    await sleep(50);
  }
}
