/** Where the office keeps its data and under which address it is reached, from the environment. */
import { join, resolve } from 'node:path';
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

/** Where backups go, how often the running office makes one, and how many are retained. */
export interface BackupPlan {
  readonly shelf: string;
  readonly keep: number;
  /** Null when the office makes none by itself. */
  readonly everyMs: number | null;
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

const whole = ({ least, most }: { readonly least: number; readonly most: number }) =>
  v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(least), v.maxValue(most));

const backupEnvironment = v.object({
  IKRAR_BACKUPS: v.optional(v.string()),
  IKRAR_BACKUP_KEEP: v.optional(whole({ least: 1, most: 1_000 }), '7'),
  IKRAR_BACKUP_MINUTES: v.optional(whole({ least: 0, most: 10_080 }), '60'),
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

/** Reads how backups are made, for the office in that folder; throws as above. */
export function readBackupPlan(
  env: Readonly<Record<string, string | undefined>>,
  dataFolder: string,
): BackupPlan {
  const read = v.parse(backupEnvironment, env);
  const minutes = read.IKRAR_BACKUP_MINUTES;
  return {
    shelf: resolve(read.IKRAR_BACKUPS ?? join(dataFolder, 'backups')),
    keep: read.IKRAR_BACKUP_KEEP,
    everyMs: minutes === 0 ? null : minutes * 60_000,
  };
}
