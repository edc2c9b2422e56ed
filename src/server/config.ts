/** Where the office keeps its data and under which address it is reached, from the environment. */
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { type Result, bad, good } from '#core/fault.ts';
import { isRange, splitRanges } from './network/proxies.ts';

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
  /** Addresses and ranges whose forwarded headers count; nobody's when absent. */
  readonly proxies?: readonly string[];
  /** False keeps silent, true writes to standard output. */
  readonly log: boolean | LogStream;
}

/** Where backups go, how often the running office makes one, and how many are retained. */
export interface BackupPlan {
  readonly shelf: string;
  readonly keep: number;
  /** Null when the office makes none by itself. */
  readonly everyMs: number | null;
}

const whole = ({ least, most }: { readonly least: number; readonly most: number }) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `must be a whole number from ${least} to ${most}`,
    ),
    v.transform(Number),
  );

const port = whole({ least: 0, most: 65_535 });

const origin = v.pipe(
  v.string(),
  v.check(
    (text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text,
    'must be http:// or https:// and a host in small letters, without a slash at the end: ' +
      'https://ikrar.example.go.id',
  ),
);

const proxies = v.pipe(
  v.string(),
  v.transform(splitRanges),
  v.check(
    (ranges) => ranges.every(isRange),
    'must be addresses or ranges of your own proxies, separated by commas: 127.0.0.1, 10.0.0.0/8',
  ),
);

const environment = v.object({
  IKRAR_DATA: v.optional(v.string(), 'data'),
  IKRAR_HOST: v.optional(v.string(), '127.0.0.1'),
  IKRAR_PORT: v.optional(port),
  // What hosts of programs set.
  PORT: v.optional(port),
  IKRAR_ORIGIN: v.optional(origin),
  IKRAR_PROXY: v.optional(proxies, ''),
  IKRAR_OFFICE: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty')), 'Kantor Ikrar'),
});

const backupEnvironment = v.object({
  IKRAR_BACKUPS: v.optional(v.string()),
  IKRAR_BACKUP_KEEP: v.optional(whole({ least: 1, most: 1_000 }), '7'),
  IKRAR_BACKUP_MINUTES: v.optional(whole({ least: 0, most: 10_080 }), '60'),
});

const PORT = 8080;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration. Fault: invalid, with the variable, its text and what it must be. */
export function readConfig(env: Environment): Result<Config> {
  const read = readVariables(environment, env);
  if (!read.ok) return read;
  const listens = read.value.IKRAR_PORT ?? read.value.PORT ?? PORT;
  return good({
    dataFolder: resolve(read.value.IKRAR_DATA),
    appFolder: resolve(import.meta.dirname, '../../dist'),
    host: read.value.IKRAR_HOST,
    port: listens,
    origin: read.value.IKRAR_ORIGIN ?? `http://localhost:${listens}`,
    officeName: read.value.IKRAR_OFFICE,
    proxies: read.value.IKRAR_PROXY,
    log: true,
  });
}

/** Reads how backups are made, for the office in that folder. Fault: as above. */
export function readBackupPlan(env: Environment, dataFolder: string): Result<BackupPlan> {
  const read = readVariables(backupEnvironment, env);
  if (!read.ok) return read;
  const minutes = read.value.IKRAR_BACKUP_MINUTES;
  return good({
    shelf: resolve(read.value.IKRAR_BACKUPS ?? join(dataFolder, 'backups')),
    keep: read.value.IKRAR_BACKUP_KEEP,
    everyMs: minutes === 0 ? null : minutes * 60_000,
  });
}

function readVariables<S extends v.GenericSchema>(
  shape: S,
  env: Environment,
): Result<v.InferOutput<S>> {
  const read = v.safeParse(shape, env);
  if (read.success) return good(read.output);
  const [{ message, input }] = read.issues;
  return bad('invalid', `${v.getDotPath(read.issues[0])} is "${String(input)}": it ${message}.`);
}
