/** Where the office keeps its data and under which address it is reached, from the environment. */
import { resolve } from 'node:path';
import * as v from 'valibot';

/** Where lines of the log can go instead of standard output. */
export interface LogStream {
  write(line: string): void;
}

export interface Config {
  /** Folder of the database, the keys and the sidecar. */
  readonly dataFolder: string;
  /** Folder of the built app; null serves the API alone. */
  readonly appFolder: string | null;
  readonly host: string;
  readonly port: number;
  /** Scheme and host as people reach it, without a slash at the end; it goes into every QR. */
  readonly origin: string;
  readonly officeName: string;
  /** False keeps silent, true writes to standard output. */
  readonly log: boolean | LogStream;
}

const environment = v.object({
  IKRAR_DATA: v.optional(v.string(), 'data'),
  IKRAR_HOST: v.optional(v.string(), '127.0.0.1'),
  IKRAR_PORT: v.optional(
    v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0), v.maxValue(65_535)),
    '8080',
  ),
  IKRAR_ORIGIN: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+$/))),
  IKRAR_OFFICE: v.optional(v.pipe(v.string(), v.minLength(1)), 'Kantor Ikrar'),
});

/** Reads the configuration; throws with the name of the variable that does not fit. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = v.parse(environment, env);
  return {
    dataFolder: resolve(read.IKRAR_DATA),
    appFolder: resolve(import.meta.dirname, '../../dist'),
    host: read.IKRAR_HOST,
    port: read.IKRAR_PORT,
    origin: read.IKRAR_ORIGIN ?? `http://localhost:${read.IKRAR_PORT}`,
    officeName: read.IKRAR_OFFICE,
    log: true,
  };
}
