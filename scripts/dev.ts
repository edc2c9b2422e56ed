/**
 * `npm run dev`: the app from its sources, with an office beside it on a folder of its own. A
 * change of a screen shows at once; a change of the office starts it anew.
 */
import { join } from 'node:path';
import { createServer } from 'vite';
import { takeArguments } from '#server/commands/arguments.ts';
import { runNode } from './child.ts';

const ROOT = join(import.meta.dirname, '..');
const OFFICE_PORT = 8080;

const { said } = takeArguments({
  command: 'npm run dev',
  says: 'Serves the app from its sources, with an office beside it that starts anew when changed.',
  knows: {
    port: { value: 'port', says: 'where the app is served; else 5173' },
    data: { value: 'folder', says: 'the office; else .cache/dev' },
  },
});
const pages = await createServer({
  root: ROOT,
  server: { port: Number(said.port ?? 5173), strictPort: said.port !== undefined },
});
await pages.listen();
const origin = pages.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? 'http://localhost:5173';
pages.printUrls();
process.exitCode = await runNode(
  ['--watch', '--watch-preserve-output', join(ROOT, 'src/server/main.ts')],
  {
    IKRAR_DATA: said.data ?? join(ROOT, '.cache/dev'),
    IKRAR_PORT: String(OFFICE_PORT),
    IKRAR_ORIGIN: origin,
  },
);
await pages.close();
