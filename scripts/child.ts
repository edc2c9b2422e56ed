/** A program that a command runs in its place. It gets the signals; its code is the command's. */
import { spawn } from 'node:child_process';

/** Runs Node with these arguments until it ends. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, [...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((told) => {
    child.once('exit', (code) => {
      told(code ?? 1);
    });
  });
}
