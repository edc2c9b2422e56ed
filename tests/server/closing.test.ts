/** Closing a gathering: devices are told, what comes late is taken, and the roster goes in time. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { closingPath, packagePath } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { type Package, parsePackage } from '#core/package.ts';
import { parseClosing } from '#core/purge.ts';
import { openDatabase } from '#server/db/database.ts';
import { findGathering, setClosed as setClosedAsSeen } from '#server/gathering/gatherings.ts';
import { initial } from '#server/db/migrations/0001-initial.ts';
import { type TestDevice, enrolDevice, listed, newGathering, signing } from '../support/field.ts';
import {
  type FieldOffice,
  makeGathering,
  openFieldOffice,
  turnoutOf,
  enrolDesk,
} from '../support/office-with-field.ts';

async function setClosed(at: FieldOffice, method: 'POST' | 'DELETE'): Promise<GatheringView> {
  return (await at.organise(OFFICE_PATHS.closed(at.gathering.id), { method })).read(gathering);
}

type Headers = Readonly<Record<string, string>>;

function headersOf({ headers, journal }: TestDevice): Headers {
  return { ...headers, 'x-ikrar-journal': toHex(journal) };
}

async function toldTo(at: FieldOffice, device: TestDevice): Promise<number | null> {
  const headers = headersOf(device);
  const closing = parseClosing((await at.ask(closingPath(at.gathering.id), { headers })).bytes);
  if (!closing.ok) throw new Error(closing.fault.detail);
  return closing.value.closedAtMs;
}

async function packageOf(at: FieldOffice, device: TestDevice): Promise<Package> {
  const headers = headersOf(device);
  const kept = parsePackage((await at.ask(packagePath(at.gathering.id), { headers })).bytes);
  if (!kept.ok) throw new Error(kept.fault.detail);
  return kept.value;
}

describe('a gathering', () => {
  test('is open until it is closed, and its devices are told', async () => {
    await using at = await openFieldOffice();
    const device = await enrolDesk(at);
    expect(at.gathering.closedAtMs).toBeNull();
    expect(await toldTo(at, device)).toBeNull();
    const closedAtMs = at.clock.nowMs;
    expect((await setClosed(at, 'POST')).closedAtMs).toBe(closedAtMs);
    expect(await toldTo(at, device)).toBe(closedAtMs);
    await at.restart();
    expect(await toldTo(at, device)).toBe(closedAtMs);
  });

  test('stays closed since the first time when it is closed again', async () => {
    await using at = await openFieldOffice();
    const { closedAtMs } = await setClosed(at, 'POST');
    at.clock.nowMs += 60_000;
    expect((await setClosed(at, 'POST')).closedAtMs).toBe(closedAtMs);
  });

  test('opens again, and then counts from its last closing', async () => {
    await using at = await openFieldOffice();
    const device = await enrolDesk(at);
    await setClosed(at, 'POST');
    at.clock.nowMs += 60_000;
    expect((await setClosed(at, 'DELETE')).closedAtMs).toBeNull();
    expect(await toldTo(at, device)).toBeNull();
    expect((await setClosed(at, 'POST')).closedAtMs).toBe(at.clock.nowMs);
  });

  test('counts from its last closing, whatever another organiser did at the same moment', async () => {
    await using at = await openFieldOffice();
    const { context } = at.office;
    await setClosed(at, 'POST');
    const seen = await findGathering(context, at.gathering.id);
    if (!seen.ok) throw new Error(seen.fault.detail);
    await setClosed(at, 'DELETE');
    at.clock.nowMs += LIMITS.retentionMs;
    const closed = await setClosedAsSeen(context, seen.value, true);
    expect(closed.closedAtMs).toBe(at.clock.nowMs);
    expect((await setClosedAsSeen(context, seen.value, false)).closedAtMs).toBeNull();
  });

  test('takes what comes late, from known devices and new ones', async () => {
    await using at = await openFieldOffice();
    const early = await enrolDesk(at);
    await setClosed(at, 'POST');
    at.clock.nowMs += LIMITS.sessionIdleMs - 1;
    const late = await enrolDesk(at);
    for (const [no, device] of [early, late].entries()) {
      const receipt = await device.sync([device.keep(await signing(listed(no + 1)))]);
      expect(receipt.verdicts).toEqual([{ kind: 'stored' }]);
    }
    expect((await turnoutOf(at)).totals).toMatchObject({ signed: 2 });
  });

  test('gives its roster a while after it was closed, and again when it is opened', async () => {
    await using at = await openFieldOffice({ invites: { signatories: [1, 2] } });
    const device = await enrolDevice(at, await at.stationUrl('Meja Utara'));
    await setClosed(at, 'POST');
    at.clock.nowMs += LIMITS.rosterAfterMs - 1;
    expect((await packageOf(at, device)).roster).not.toBeNull();
    at.clock.nowMs += 1;
    expect(await packageOf(at, device)).toMatchObject({ roster: null, invited: [] });
    at.clock.nowMs -= LIMITS.rosterAfterMs; // the organiser's session is still good
    await setClosed(at, 'DELETE');
    at.clock.nowMs += LIMITS.rosterAfterMs;
    const again = await packageOf(at, device);
    expect(again.roster).not.toBeNull();
    expect(again.invited).toEqual([1, 2]);
  });
});

describe('whether it is closed', () => {
  test('is told to its own devices alone', async () => {
    await using at = await openFieldOffice();
    const headers = headersOf(await enrolDesk(at));
    expect((await at.ask(closingPath(at.gathering.id))).status).toBe(401);
    const other = await makeGathering(at, newGathering(at.programme.id));
    expect((await at.ask(closingPath(other.id), { headers })).status).toBe(403);
  });

  test('is decided by organisers alone, of a gathering that there is', async () => {
    await using at = await openFieldOffice();
    const path = OFFICE_PATHS.closed(at.gathering.id);
    expect((await at.ask(path, { method: 'POST' })).status).toBeGreaterThanOrEqual(400);
    expect((await at.organise(OFFICE_PATHS.gathering(at.gathering.id))).read(gathering)).toEqual(
      at.gathering,
    );
    const none = await at.organise(OFFICE_PATHS.closed('00'.repeat(8)), { method: 'POST' });
    expect(none.status).toBe(404);
  });
});

test('an office of before begins with every gathering open', async () => {
  await using at = await openFieldOffice();
  const path = join(at.folder, 'before.sqlite');
  const before = new DatabaseSync(path);
  before.exec(`${initial} pragma user_version = 1;`);
  before.close();
  const database = openDatabase(path);
  const columns = database.sqlite.prepare('pragma table_info(gatherings)').all();
  expect(columns.map(({ name }) => name)).toContain('closed_at_ms');
  await database.close();
});
