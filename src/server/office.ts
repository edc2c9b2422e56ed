/** The office: its data opened, its routes registered, ready to listen. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { type Ambient, type Context, openContext } from './context.ts';
import { openHttp } from './http.ts';
import { openPrinter } from './print/printer.ts';
import { registerDeviceRoutes } from './routes/device.ts';
import { registerOfficeRoutes } from './routes/office.ts';
import { offerSetup } from './setup.ts';

/** The machine's own clocks and chance. */
export const AMBIENT: Ambient = {
  now: () => Date.now(),
  monoMs: () => performance.now(),
  random: (count) => new Uint8Array(randomBytes(count)),
};

export interface Office {
  readonly app: FastifyInstance;
  readonly context: Context;
  /** Makes the first organiser; null once there is one. */
  readonly setupLink: string | null;
  close(): Promise<void>;
}

export async function openOffice(config: Config, ambient: Ambient = AMBIENT): Promise<Office> {
  const context = await openContext(config, ambient);
  const app = await openHttp(context);
  registerDeviceRoutes(app, context);
  const printer = openPrinter();
  registerOfficeRoutes(app, context, printer);
  return {
    app,
    context,
    setupLink: await offerSetup(context),
    async close() {
      await printer.close();
      await app.close();
      await context.close();
    },
  };
}
