/**
 * The package of a gathering on the device: pacts, matrix, recital, and for a station the roster. A
 * package replaces an older one only after its digest was checked. A package without a roster keeps
 * the old roster, because the office sends rosters only around the gathering. The roster is one
 * compressed blob, because writing 50,000 rows takes seconds. A worker searches it in memory.
 */
import { type Bytes, equalBytes, fromHex, toHex } from '#core/bytes.ts';
import { type Result, bad, good } from '#core/fault.ts';
import { type ReadPackage, readPackage } from '#core/package.ts';
import type { Agency } from '#core/roster.ts';
import type { Found } from '../device.ts';
import { digest } from '../keys.ts';
import { gunzip, gzip } from '../network/gzip.ts';
import {
  type Db,
  type PackageRow,
  type KeptRosterRow as RosterBlob,
  tryStorage,
} from '../store/db.ts';
import type { OpenRoster } from './roster-worker-client.ts';
import type { Query } from './roster-search.ts';

/** Rosters and the one that is open for search. */
export interface Rosters {
  readonly db: Db;
  open: { readonly gathering: string; readonly roster: Promise<OpenRoster | null> } | null;
}

/**
 * Keeps a package as the office sent it. Faults: torn, malformed, not-enrolled (the device was
 * emptied meanwhile), storage-…; the old one stays.
 */
export async function keepPackage(
  rosters: Rosters,
  gathering: string,
  { bytes, etag }: { readonly bytes: Bytes; readonly etag: string },
): Promise<Result<PackageRow>> {
  const { db } = rosters;
  const tagged = digestInTag(etag);
  const whole = await digest(bytes);
  if (tagged !== null && !equalBytes(tagged, whole.subarray(0, tagged.length))) return bad('torn');
  const read = await readBytes(bytes, gathering);
  if (!read.ok) return read;
  const { info, blob, rosterCount, isWhole } = read.value;
  // This build could not read all of it. Without the tag a later build fetches it again.
  const tag = isWhole ? etag : '';
  const kept = await tryStorage(() =>
    db.write([db.gatherings, db.packages, db.rosters], async () => {
      if ((await db.gatherings.get(gathering)) === undefined) return null;
      const before = await db.packages.get(gathering);
      const isStill = blob === null && (await db.rosters.get(gathering)) !== undefined;
      const row: PackageRow =
        isStill && before !== undefined
          ? {
              gathering,
              etag: tag,
              info: { ...info, invited: before.info.invited },
              rosterCount: before.rosterCount,
            }
          : { gathering, etag: tag, info, rosterCount };
      await db.packages.put(row);
      if (blob !== null) await db.rosters.put(blob);
      return row;
    }),
  );
  if (!kept.ok) return kept;
  if (kept.value === null) return bad('not-enrolled', 'the gathering is gone');
  await closeRoster(rosters);
  return good(kept.value);
}

/** Finds people, and whether each has signed on this device. */
export async function find(
  rosters: Rosters,
  gathering: string,
  query: Query,
): Promise<readonly Found[]> {
  const open = await openRoster(rosters, gathering);
  if (open === null) return [];
  const people = await open.search(query);
  // It was closed because a newer roster came: ask that one.
  if (people === null) return find(rosters, gathering, query);
  const keys = people.map(({ row }): [string, string] => [gathering, `n:${row.no}`]);
  const signed = await rosters.db.signed.bulkGet(keys);
  return people.map((one, i) => ({ ...one, signedAtMs: signed[i]?.wallMs ?? null }));
}

/** The agencies of a roster. */
export async function agenciesOf(rosters: Rosters, gathering: string): Promise<readonly Agency[]> {
  return (await openRoster(rosters, gathering))?.agencies ?? [];
}

/** Closes the roster that is open, if any. */
export async function closeRoster(rosters: Rosters): Promise<void> {
  const { open } = rosters;
  rosters.open = null;
  (await open?.roster)?.close();
}

/** Opens the roster ahead of the first search. */
export async function openRoster(rosters: Rosters, gathering: string): Promise<OpenRoster | null> {
  if (rosters.open?.gathering !== gathering) {
    rosters.open = { gathering, roster: loadRoster(rosters.db, gathering) };
  }
  const { open } = rosters;
  try {
    return await open.roster;
  } catch (error) {
    // After a failure the next search loads it again.
    if (rosters.open === open) rosters.open = null;
    throw error;
  }
}

/**
 * Loads the roster. A damaged one is not used, and is fetched again. Only a station has a roster,
 * so an own phone does not load the code of the worker.
 */
async function loadRoster(db: Db, gathering: string): Promise<OpenRoster | null> {
  const row = await db.rosters.get(gathering);
  if (row === undefined) return null;
  const bytes = row.isGzip ? await gunzip(row.blob) : good(row.blob);
  const isWhole = bytes.ok && equalBytes(await digest(bytes.value), row.digest);
  if (bytes.ok && isWhole) {
    const { openInWorker } = await import('./roster-worker-client.ts');
    return openInWorker(bytes.value);
  }
  await db.write([db.packages], () => db.packages.update(gathering, { etag: '', rosterCount: 0 }));
  return null;
}

interface PackageParts {
  readonly info: Omit<ReadPackage, 'roster'>;
  readonly blob: RosterBlob | null;
  readonly rosterCount: number;
  readonly isWhole: boolean;
}

async function readBytes(bytes: Bytes, gathering: string): Promise<Result<PackageParts>> {
  const parsed = readPackage(bytes);
  if (!parsed.ok) return parsed;
  const { kept, isWhole } = parsed.value;
  const { roster, ...info } = kept;
  if (toHex(info.gathering) !== gathering) return bad('malformed', 'package of another gathering');
  if (roster === null) return good({ info, blob: null, rosterCount: 0, isWhole });
  const { readRoster } = await import('#core/roster.ts');
  const read = readRoster(roster);
  if (!read.ok) return read;
  const rosterCount = read.value.rows.length;
  return good({ info, blob: await blobOf(gathering, roster), rosterCount, isWhole });
}

async function blobOf(gathering: string, roster: Bytes): Promise<RosterBlob> {
  const own = roster.slice();
  const small = await gzip(own);
  return { gathering, blob: small ?? own, isGzip: small !== null, digest: await digest(own) };
}

/** The digest in an ETag, which has its first bytes. A proxy may have made the tag weak. */
function digestInTag(etag: string): Bytes | null {
  const hex = /^(?:W\/)?"([0-9a-f]{32})"$/.exec(etag)?.[1];
  return hex === undefined ? null : fromHex(hex);
}
