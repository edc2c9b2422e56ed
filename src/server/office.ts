/** The office: its data opened, its routes registered, ready to listen. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { type Ambient, type Context, openContext } from './context.ts';
import { openHttp } from './http/http.ts';
import { openPrinter } from './papers/printer.ts';
import { type RosterThreads, openRosterThreads } from './roster/roster-threads.ts';
import { registerDeviceRoutes } from './routes/device.ts';
import { registerOfficeRoutes } from './routes/office.ts';
import { offerSetup } from './account/setup.ts';

/** The machine's own clocks and chance. */
export const AMBIENT: Ambient = {
  now: () => Date.now(),
  monoMs: () => performance.now(),
  random: (count) => new Uint8Array(randomBytes(count)),
};

export interface Office {
  readonly app: FastifyInstance;
  readonly context: Context;
  readonly rosterThreads: RosterThreads;
  /** Makes the first organiser; null once there is one. */
  readonly setupLink: string | null;
  close(): Promise<void>;
}

export async function openOffice(config: Config, ambient: Ambient = AMBIENT): Promise<Office> {
  const context = await openContext(config, ambient);
  const app = await openHttp(context);
  registerDeviceRoutes(app, context);
  const printer = openPrinter();
  const rosterThreads = openRosterThreads();
  registerOfficeRoutes(app, { context, printer, rosterThreads });
  return {
    app,
    context,
    rosterThreads,
    setupLink: await offerSetup(context),
    async close() {
      await printer.close();
      await app.close();
      await rosterThreads.close();
      await context.close();
    },
  };
}
