/**
 * What the commands of an office share: the port they need, and how they end when something stands
 * in the way: one plain sentence with the way out, never a stack, and the code 1.
 */
import { createServer } from 'node:net';
import { type Result, bad, good } from '#core/fault.ts';
import type { Config } from '../config.ts';

/** Ends the program with the reason. */
export function endWith(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

/** The value; without one the program ends, and `what` says what was not done. */
export function valueOrEnd<T>(result: Result<T>, what: string): T {
  return result.ok ? result.value : endWith(`${what} ${result.fault.detail}`);
}

/** Whether an office may listen there. Faults: conflict, unavailable, for whoever runs it. */
export function checkPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Result<null>> {
  return new Promise((told) => {
    const probe = createServer();
    probe.once('error', (error) => {
      told(portFault(error, { host, port }));
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        told(good(null));
      });
    });
  });
}

function portFault(
  error: NodeJS.ErrnoException,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Result<never> {
  const { code = error.message } = error;
  if (code === 'EADDRINUSE') {
    return bad(
      'conflict',
      `Port ${port} is taken by another program: stop that one, or set IKRAR_PORT to a free port.`,
    );
  }
  if (code === 'EACCES') {
    const why = `Port ${port} is reserved on this machine`;
    return bad('unavailable', `${why}: set IKRAR_PORT to one from 1024 on.`);
  }
  const why = `This machine has no address ${host} (${code})`;
  return bad('unavailable', `${why}: set IKRAR_HOST to one of its own, such as 127.0.0.1.`);
}
