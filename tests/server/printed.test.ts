/** That what posters, papers and screens alone show is kept, changed and printed. */
import { describe, expect, test } from 'vitest';
import { packagePath } from '#core/api.ts';
import { type Printed, PRINTED_NAMES } from '#core/gathering-facts.ts';
import { toHex } from '#core/bytes.ts';
import { securityPage } from '#core/office-account-api.ts';
import { OFFICE_HEADER, OFFICE_PATHS, problem } from '#core/office-api.ts';
import { type GatheringView, gathering } from '#core/office-gathering-api.ts';
import { recordOf } from '#core/record.ts';
import { newGathering } from '../support/field.ts';
import {
  type FieldOffice,
  enrolDesk,
  makeGathering,
  openFieldOffice,
} from '../support/office-with-field.ts';
import { lettersOf, readPrinted } from '../support/printed.ts';

const CONFIRMED_BY = {
  city: 'Uwaimalolo',
  position: 'Kepala Badan',
  name: 'Dra. Contoh',
  rank: 'IV/c',
  number: '196901011990011903',
};
const PRINTED: Printed = {
  ...recordOf(PRINTED_NAMES, (name) => `Isi ${name} PDH`),
  confirmedBy: CONFIRMED_BY,
};

async function change(at: FieldOffice, body: object): Promise<GatheringView> {
  const path = OFFICE_PATHS.printed(at.gathering.id);
  return (await at.organise(path, { method: 'POST', body })).read(gathering);
}

async function listIn(at: FieldOffice, id: string): Promise<string> {
  return (await readPrinted((await at.organise(OFFICE_PATHS.paper(id, 'attendance-list'))).bytes))
    .letters;
}

describe('what posters, papers and screens alone show', () => {
  test('is kept as the gathering was made, and stands on the attendance list', async () => {
    await using at = await openFieldOffice();
    const made = await makeGathering(at, { ...newGathering(at.programme.id), ...PRINTED });
    expect(made).toMatchObject(PRINTED);
    await at.restart();
    const shown = await at.organise(OFFICE_PATHS.gathering(made.id));
    expect(shown.read(gathering)).toEqual(made);
    const letters = await listIn(at, made.id);
    for (const name of PRINTED_NAMES) expect(letters).toContain(lettersOf(PRINTED[name]));
    expect(letters).toContain(lettersOf(`Pakaian: ${PRINTED.dressCode}`));
  });

  test('is changed one by one, and the rest stays', async () => {
    await using at = await openFieldOffice();
    for (const name of [...PRINTED_NAMES, 'confirmedBy'] as const) {
      expect(await change(at, PRINTED)).toEqual({ ...at.gathering, ...PRINTED });
      const other = name === 'confirmedBy' ? { ...CONFIRMED_BY, name: 'Camat' } : 'PSL Biru';
      expect(await change(at, { [name]: other })).toMatchObject({ ...PRINTED, [name]: other });
      const none = name === 'confirmedBy' ? null : '';
      const emptied = await change(at, { [name]: none });
      expect(emptied).toEqual({ ...at.gathering, ...PRINTED, [name]: none });
      const letters = await listIn(at, at.gathering.id);
      for (const kept of PRINTED_NAMES) {
        expect(letters.includes(lettersOf(PRINTED[kept])), kept).toBe(kept !== name);
      }
    }
  });

  test('reaches no device: invitation and package stay as they are', async () => {
    await using at = await openFieldOffice();
    const desk = await enrolDesk(at);
    const headers = { ...desk.headers, 'x-ikrar-journal': toHex(desk.journal) };
    const packageNow = async () => (await at.ask(packagePath(at.gathering.id), { headers })).bytes;
    const before = await packageNow();
    const changed = await change(at, PRINTED);
    expect(changed.invitation).toEqual(at.gathering.invitation);
    expect(await packageNow()).toEqual(before);
    const made = await makeGathering(at, { ...newGathering(at.programme.id), ...PRINTED });
    expect(made.invitation.size).toEqual(at.gathering.invitation.size);
  });

  test('keeps both changes when two organisers save at once', async () => {
    await using at = await openFieldOffice();
    await Promise.all([change(at, { leader: 'Camat' }), change(at, { dressCode: 'PDH' })]);
    const shown = await at.organise(OFFICE_PATHS.gathering(at.gathering.id));
    expect(shown.read(gathering)).toMatchObject({ leader: 'Camat', dressCode: 'PDH' });
  });

  test('is changed by organisers alone, within its bounds, and the log names who', async () => {
    await using at = await openFieldOffice();
    const path = OFFICE_PATHS.printed(at.gathering.id);
    const own = { [OFFICE_HEADER]: '1' };
    const body = { dressCode: 'PDH' };
    expect((await at.ask(path, { method: 'POST', body, headers: own })).status).toBe(401);
    const long = { dressCode: 'a'.repeat(1_000) };
    expect((await at.organise(path, { method: 'POST', body: long })).read(problem).fields).toEqual([
      { path: 'dressCode', rule: 'too-long' },
    ]);
    await change(at, body);
    const log = await at.organise(`${OFFICE_PATHS.security}?filter=gatherings`);
    expect(log.read(securityPage).records[0]).toMatchObject({
      act: 'gathering-changed',
      who: 'uji',
      detail: at.gathering.title,
    });
  });
});
