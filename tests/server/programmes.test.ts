/** Programmes: their pacts are filled and digested when they are made. */
import { expect, test } from 'vitest';
import { toHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { OFFICE_PATHS, programme, programmeList } from '#core/office-api.ts';
import { defaultPacts, pactRef } from '#core/pact.ts';
import { digest } from '#server/keys.ts';
import { NEW_PROGRAMME } from '../support/field.ts';
import { openTestOffice } from '../support/real-office.ts';

test('keeps the default pacts, filled with its fields, under their digests', async () => {
  await using at = await openTestOffice();
  const answer = await at.organise(OFFICE_PATHS.programmes, {
    method: 'POST',
    body: NEW_PROGRAMME,
  });
  expect(answer.status).toBe(201);
  const made = answer.read(programme);
  const refs = await Promise.all(defaultPacts(NEW_PROGRAMME).map((pact) => pactRef(pact, digest)));
  expect(made.pacts.map((pact) => pact.digest)).toEqual(refs.map((ref) => toHex(ref.digest)));
  expect(made.pacts[0]?.title.join(' ')).toContain('PEMILIHAN UJI TAHUN 2024');
  expect(made.matrix).toEqual(DEFAULT_MATRIX);
  expect(made.roster).toBeNull();
  const list = (await at.organise(OFFICE_PATHS.programmes)).read(programmeList);
  expect(list.programmes).toMatchObject([{ id: made.id, rosterRows: 0, gatherings: 0 }]);
  const shown = (await at.organise(OFFICE_PATHS.programme(made.id))).read(programme);
  expect(shown).toEqual(made);
});

test('names the fields that are missing or wrong', async () => {
  await using at = await openTestOffice();
  const make = (body: object): Promise<unknown> =>
    at.organise(OFFICE_PATHS.programmes, { method: 'POST', body }).then((answer) => answer.json());
  expect(await make({ ...NEW_PROGRAMME, title: '', year: 1066 })).toMatchObject({
    status: 422,
    fields: [
      { path: 'title', rule: 'missing' },
      { path: 'year', rule: 'too-small' },
    ],
  });
  const matrix = DEFAULT_MATRIX.toReversed();
  expect(await make({ ...NEW_PROGRAMME, matrix })).toMatchObject({
    fields: [{ path: 'matrix', rule: 'invalid' }],
  });
  const unknown = await at.organise(OFFICE_PATHS.programme('0000'));
  expect(unknown.json()).toMatchObject({ type: 'urn:ikrar:fault:not-found', status: 404 });
});
