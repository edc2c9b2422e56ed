/** The office: its data opened, its routes registered, ready to listen. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { type Ambient, type Context, openContext } from './context.ts';
import { openHttp } from './http.ts';
import { registerDeviceRoutes } from './routes/device.ts';

/** The machine's own clock and chance. */
export const AMBIENT: Ambient = {
  now: () => Date.now(),
  random: (count) => new Uint8Array(randomBytes(count)),
};

export interface Office {
  readonly app: FastifyInstance;
  readonly context: Context;
  close(): Promise<void>;
}

export async function openOffice(config: Config, ambient: Ambient = AMBIENT): Promise<Office> {
  const context = await openContext(config, ambient);
  const app = await openHttp(context);
  registerDeviceRoutes(app, context);
  return {
    app,
    context,
    async close() {
      await app.close();
      await context.close();
    },
  };
}
