/** Everything a request handler needs, opened once. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '#core/bytes.ts';
import type { RandomBytes } from '#core/id.ts';
import { type Callers, cookieNameOf, openCallers } from './network/callers.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import {
  OFFICE_FILES,
  OFFICE_MARK,
  beginGeneration,
  doubtGeneration,
} from './keeping/generation.ts';
import { type Health, openHealth } from './keeping/health.ts';
import { type OfficeKeyPair, openOfficeKeys } from './keys.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { type Proxies, openProxies } from './network/proxies.ts';
import { type Registry, openRegistry } from './ledger/registry.ts';
import { type SecurityLog, openSecurityLog } from './keeping/security-log.ts';
import { type SteadyClock, openSteadyClock } from './keeping/steady-clock.ts';
import { type Throttle, openThrottle } from './network/throttle.ts';

const TOKEN_BYTES = 16;

/** Time and chance, given from outside. */
export interface Ambient {
  now(): number;
  /** Never goes back; where it begins means nothing. */
  monoMs(): number;
  readonly random: RandomBytes;
}

export interface Context extends Ambient {
  readonly config: Config;
  readonly database: Database;
  readonly keys: OfficeKeyPair;
  readonly registry: Registry;
  readonly ledger: Ledger;
  readonly callers: Callers;
  readonly proxies: Proxies;
  readonly epoch: number;
  readonly steadyClock: SteadyClock;
  readonly throttle: Throttle;
  readonly securityLog: SecurityLog;
  readonly health: Health;
  close(): Promise<void>;
}

/** What is enough to read the office: here, or in a thread with a connection of its own. */
export interface ReadContext extends Pick<Context, 'registry' | 'now' | 'epoch'> {
  readonly database: Pick<Database, 'query' | 'sqlite' | 'exclusive'>;
}

export async function openContext(config: Config, ambient: Ambient): Promise<Context> {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  // The keys first: whoever finds a sidecar and no keys knows that they were lost, not never made.
  const keys = await openOfficeKeys(join(config.dataFolder, OFFICE_FILES.keys));
  const database = openDatabase(join(config.dataFolder, OFFICE_FILES.database));
  await database.takeOver(toHex(ambient.random(TOKEN_BYTES)), {
    [OFFICE_MARK]: toHex(keys.sealer.kid),
  });
  const { epoch } = await beginGeneration(database, config.dataFolder, ambient.now());
  const registry = openRegistry(database.sqlite);
  const proxies = openProxies(config.proxies ?? []);
  const steadyClock = await openSteadyClock(database, ambient);
  return {
    ...ambient,
    config,
    database,
    keys,
    registry,
    ledger: openLedger(database.sqlite, registry),
    callers: openCallers(keys, { cookieName: cookieNameOf(config) }),
    proxies,
    epoch,
    steadyClock,
    throttle: openThrottle(() => steadyClock.nowMs()),
    securityLog: openSecurityLog(database),
    health: openHealth({ config, database, proxies, now: () => ambient.now() }),
    async close() {
      if (database.standstill !== null) doubtGeneration(config.dataFolder);
      await database.close();
    },
  };
}
