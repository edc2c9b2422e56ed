/** The built app: what the office serves, the demo shows and journeys walk through. */
import { spawnSync } from 'node:child_process';

/** Builds it into `dist/`. Ends the process where that fails; vite has said why. */
export function buildApp(): void {
  const { status } = spawnSync('vite', ['build', '--logLevel', 'warn'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
