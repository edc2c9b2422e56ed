/** When a desk is given the roster: near its gathering, while it may send for ever. */
import { describe, expect, test } from 'vitest';
import { packagePath } from '#core/api.ts';
import { toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import { parsePackage } from '#core/package.ts';
import {
  type TestDevice,
  enrolDevice,
  listed,
  postRoster,
  rosterCsv,
  signing,
} from '../support/field.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';
import type { Reply } from '../support/real-office.ts';

function ask(at: FieldOffice, device: TestDevice, etag?: string): Promise<Reply> {
  const headers = {
    ...device.headers,
    'x-ikrar-journal': toHex(device.journal),
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
  };
  return at.ask(packagePath(at.gathering.id), { headers });
}

async function hasRoster(at: FieldOffice, device: TestDevice): Promise<boolean> {
  const read = parsePackage((await ask(at, device)).bytes);
  if (!read.ok) throw new Error(read.fault.detail);
  expect(read.value.pacts.length).toBeGreaterThan(0);
  return read.value.roster !== null;
}

describe('a roster', () => {
  test('is given to a desk from a while before the start until a while after its code', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const phone = await enrolDevice(at, at.gathering.invitation.url);
    const { startsAtMs, expiresAtMs } = at.gathering;
    const overMs = expiresAtMs + LIMITS.rosterAfterMs;
    for (const [nowMs, isGiven] of [
      [startsAtMs - LIMITS.rosterBeforeMs - 1, false],
      [startsAtMs - LIMITS.rosterBeforeMs, true],
      [startsAtMs, true],
      [overMs - 1, true],
      [overMs, false],
      [overMs + 10 * 365 * 86_400_000, false],
    ] as const) {
      at.clock.nowMs = nowMs;
      expect(await hasRoster(at, desk), String(nowMs)).toBe(isGiven);
      expect(await hasRoster(at, phone)).toBe(false);
      const receipt = await desk.sync([desk.keep(await signing(listed(1 + desk.entries.length)))]);
      expect(receipt.verdicts.map(({ kind }) => kind)).not.toContain('refused');
    }
  });

  test('is still that of a desk that has it: nothing new is said to it afterwards', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const etag = String((await ask(at, desk)).headers['etag']);
    at.clock.nowMs = at.gathering.expiresAtMs + LIMITS.rosterAfterMs;
    const later = await ask(at, desk, etag);
    expect([later.status, later.bytes.length, later.headers['etag']]).toEqual([304, 0, etag]);
    const without = String((await ask(at, desk)).headers['etag']);
    expect((await ask(at, desk, without)).status).toBe(304);
    expect((await ask(at, desk, '"00"')).status).toBe(200);
  });

  test('that is newer is not given away by a tag', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDevice(at, await at.stationUrl('Meja 1'));
    const etag = String((await ask(at, desk)).headers['etag']);
    await postRoster(at, at.programme.id, { csv: rosterCsv(14), commit: 1 });
    at.clock.nowMs = at.gathering.expiresAtMs + LIMITS.rosterAfterMs;
    const later = await ask(at, desk, etag);
    const read = parsePackage(later.bytes);
    expect(read.ok && read.value.roster).toBeNull();
  });
});
