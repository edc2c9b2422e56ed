/** What the parts of an open device share: its database, its way to the office, and its clock. */
import type { Clock } from './clock.ts';
import type { Transport } from './network/transport.ts';
import type { Db } from './store/db.ts';

export interface DeviceParts {
  readonly db: Db;
  readonly transport: Transport;
  /** Scheme and host of the office, where this app came from. */
  readonly origin: string;
  readonly clock: Clock;
  readonly build: string;
}
