/** The signatory's journey: no step can be skipped, and nothing of one person reaches the next. */
import { describe, expect, it } from 'vitest';
import { type Action, type Journey, startJourney, step } from '#app/signing/journey.ts';
import { personOf } from '#app/signing/person.ts';
import { NO_FIELDS } from '#app/signing/walk-in.ts';
import { DEFAULT_MATRIX, ruleOf } from '#core/category.ts';
import type { ReadGathering } from '#core/gathering.ts';
import { type Ink, PAD } from '#core/ink.ts';
import type { Found, KeptSigning, Offer, SigningDraft } from '#device/device.ts';

const FOUND: Found = {
  row: {
    no: 17,
    name: 'Nurhasliana, S.Pd.',
    number: '',
    numberKind: 'none',
    birthDate: '1994-07-21',
    rank: '',
    position: 'Guru',
    agency: 0,
    category: 'asn',
    order: 0,
  },
  unit: 'SD Negeri Contoh, Dinas Pendidikan',
  agencies: [],
  signedAtMs: null,
};
const INK: Ink = {
  ...PAD,
  strokes: [
    [
      { x: 100, y: 800 },
      { x: 300, y: 200 },
      { x: 500, y: 800 },
      { x: 700, y: 200 },
      { x: 900, y: 800 },
    ],
  ],
};
const GATHERING: ReadGathering = {
  id: new Uint8Array(8),
  title: 'Apel Gabungan',
  place: 'Lapangan',
  startsAtMs: 0,
  zone: 'WITA',
  kind: 'apel',
  organiser: 'Bakesbangpol',
  fields: { government: 'Kabupaten Lontara Bahari', election: 'Pemilihan', year: 2029 },
};
const NO_BYTES = new Uint8Array(0);
const OFFER: Offer = {
  gathering: GATHERING,
  grade: 'station',
  officeName: 'Pemerintah Kabupaten Lontara Bahari',
  invitation: {
    origin: null,
    invitation: { gathering: GATHERING, pactSet: NO_BYTES, joinSecret: NO_BYTES, validHours: 48 },
    sealed: { kid: NO_BYTES, body: NO_BYTES, message: NO_BYTES, seal: NO_BYTES },
    bytes: NO_BYTES,
    stationCode: NO_BYTES,
  },
  card: null,
};
const KEPT: KeptSigning = {
  entry: new Uint8Array(16),
  journal: '00',
  seq: 1,
  keptAtMs: 1,
};
const DRAFT: SigningDraft = {
  signatory: { kind: 'listed', no: 17, name: 'Nurhasliana, S.Pd.', category: 'asn' },
  identifiedBy: 'birth-date',
  acts: { attended: true, signed: true },
  assisted: false,
  represents: '',
  ink: INK,
};
const IDENTIFIED: Action = {
  do: 'identified',
  person: personOf(FOUND, 'birth-date'),
  rule: ruleOf(DEFAULT_MATRIX, 'asn'),
};
const AGREED: Action = { do: 'agreed', acts: { attended: true, signed: true } };

function walk(from: Journey, ...actions: readonly Action[]): Journey {
  return actions.reduce(step, from);
}

const signing = walk(startJourney('station'), IDENTIFIED, AGREED);
const saving = walk(signing, { do: 'inked', ink: INK }, { do: 'save' });

describe('joining', () => {
  it('leads from a code through the offer to finding', () => {
    const offered = walk(startJourney(null), { do: 'read' }, { do: 'offered', offer: OFFER });
    expect(offered.stage.at).toBe('offer');
    const joined = walk(offered, { do: 'join' }, { do: 'joined', grade: 'station' });
    expect(joined).toMatchObject({ grade: 'station', stage: { at: 'find' } });
  });

  it('leads an own phone to the form, which begins empty', () => {
    const joined = walk(startJourney(null), { do: 'joined', grade: 'phone' });
    expect(joined.stage).toEqual({ at: 'form', fields: null });
  });

  it('names the fault of a refused code and offers nothing', () => {
    const refused = walk(startJourney(null), { do: 'read' }, { do: 'refused', fault: 'unsealed' });
    expect(refused.stage).toEqual({ at: 'start', reading: false, fault: 'unsealed' });
  });

  it('ignores an offer nobody waits for', () => {
    const idle = startJourney(null);
    expect(step(idle, { do: 'offered', offer: OFFER })).toBe(idle);
  });

  it('goes back to signing when another gathering is declined', () => {
    const offered = walk(
      startJourney('station'),
      { do: 'scan-other' },
      { do: 'read' },
      { do: 'offered', offer: OFFER },
      { do: 'next' },
    );
    expect(offered.stage.at).toBe('find');
  });
});

describe('a person', () => {
  it('passes find, confirm and sign, and is kept only when the device says so', () => {
    expect(signing.stage).toMatchObject({ at: 'sign', saving: { kind: 'open', fault: null } });
    expect(saving.stage).toMatchObject({ at: 'sign', saving: { kind: 'busy' } });
    const kept = step(saving, { do: 'kept', kept: KEPT });
    expect(kept.stage).toMatchObject({ at: 'kept', name: 'Nurhasliana, S.Pd.' });
  });

  it('cannot be kept before saving was asked for', () => {
    const inked = step(signing, { do: 'inked', ink: INK });
    expect(step(inked, { do: 'kept', kept: KEPT })).toBe(inked);
  });

  it('cannot be saved without ink, nor with a tap', () => {
    expect(step(signing, { do: 'save' }).stage).toMatchObject({ saving: { fault: 'ink-empty' } });
    const tap: Ink = { ...PAD, strokes: [[{ x: 5, y: 5 }]] };
    const tapped = walk(signing, { do: 'inked', ink: tap }, { do: 'save' });
    expect(tapped.stage).toMatchObject({ saving: { kind: 'open', fault: 'ink-too-short' } });
  });

  it('keeps the ink when keeping fails, and can try again', () => {
    const failed = step(saving, { do: 'not-kept', fault: 'storage-full' });
    expect(failed.stage).toMatchObject({
      at: 'sign',
      draft: { ink: INK },
      saving: { kind: 'open', fault: 'storage-full' },
    });
    expect(step(failed, { do: 'save' }).stage).toMatchObject({ saving: { kind: 'busy' } });
  });

  it('cannot change anything while being kept', () => {
    const changes: readonly Action[] = [
      { do: 'inked', ink: { ...PAD, strokes: [] } },
      { do: 'save' },
      { do: 'attend-only' },
      { do: 'next' },
      { do: 'leave' },
      { do: 'scan-other' },
    ];
    for (const change of changes) expect(step(saving, change)).toBe(saving);
  });

  it('holds no ink after a wipe', () => {
    const wiped = walk(
      signing,
      { do: 'inked', ink: INK },
      { do: 'inked', ink: { ...PAD, strokes: [] } },
    );
    expect(wiped.stage).toMatchObject({ at: 'sign', draft: { ink: null } });
  });

  it('signs on behalf of the name that was written, and for oneself without one', () => {
    const confirm = step(startJourney('station'), IDENTIFIED);
    const named = walk(confirm, { do: 'assist', assisted: true, represents: ' Camat ' }, AGREED);
    expect(named.stage).toMatchObject({ draft: { assisted: true, represents: 'Camat' } });
    expect(signing.stage).toMatchObject({ draft: { assisted: false, represents: '' } });
  });

  it.each(['', '  ', '\u200b', 'x'.repeat(121)])(
    'does not sign on behalf of %j, which is no name, and says so until it is written',
    (typed) => {
      const confirm = step(startJourney('station'), IDENTIFIED);
      const assist: Action = { do: 'assist', assisted: false, represents: typed };
      const refused = walk(confirm, assist, AGREED);
      expect(refused.stage).toMatchObject({ at: 'confirm', isNameMissing: true });
      const written = step(refused, { ...assist, represents: 'Camat' });
      expect(written.stage).toMatchObject({ at: 'confirm', isNameMissing: false });
      expect(step(written, AGREED).stage).toMatchObject({ draft: { represents: 'Camat' } });
    },
  );

  it('may sign the attendance list alone when no pact is there', () => {
    const alone = step(signing, { do: 'attend-only' });
    expect(alone.stage).toMatchObject({ draft: { acts: { attended: true, signed: false } } });
  });

  it('who is not the one found goes back to finding, and a walk-in to what was written', () => {
    const confirm = step(startJourney('station'), IDENTIFIED);
    expect(step(confirm, { do: 'not-me' }).stage).toEqual({ at: 'find' });
    const person = { ...personOf(FOUND, 'self'), fields: { ...NO_FIELDS, name: 'Sitti' } };
    const written = walk(startJourney('phone'), { ...IDENTIFIED, person }, { do: 'not-me' });
    expect(written.stage).toMatchObject({ at: 'form', fields: { name: 'Sitti' } });
  });
});

describe('the next person', () => {
  it('begins a new turn with nothing of the one before', () => {
    const next = walk(saving, { do: 'kept', kept: KEPT }, { do: 'next' });
    expect(next).toEqual({ turn: signing.turn + 1, grade: 'station', stage: { at: 'find' } });
  });

  it('begins a new turn too when the one before was not who was found', () => {
    const confirm = step(startJourney('station'), IDENTIFIED);
    expect(step(confirm, { do: 'not-me' }).turn).toBe(confirm.turn + 1);
  });

  it('is not found by a late answer for the one before', () => {
    const kept = step(saving, { do: 'kept', kept: KEPT });
    expect(step(kept, IDENTIFIED)).toBe(kept);
    expect(step(kept, { do: 'not-kept', fault: 'storage-failed' })).toBe(kept);
  });
});

describe('a draft left by a reload', () => {
  it('comes back at once on an own phone, and after a question on a station', () => {
    const restored: Action = { do: 'restored', draft: DRAFT };
    expect(step(startJourney('phone'), restored).stage).toMatchObject({ at: 'sign', draft: DRAFT });
    const asked = step(startJourney('station'), restored);
    expect(asked.stage).toEqual({ at: 'resume', draft: DRAFT });
    expect(step(asked, { do: 'resume' }).stage).toMatchObject({ at: 'sign', draft: DRAFT });
  });

  it('is not asked about on a station when it holds no ink', () => {
    const begun = startJourney('station');
    expect(step(begun, { do: 'restored', draft: { ...DRAFT, ink: null } })).toBe(begun);
  });

  it('is not asked about once another person had a turn', () => {
    const second = walk(saving, { do: 'kept', kept: KEPT }, { do: 'next' });
    expect(step(second, { do: 'restored', draft: DRAFT })).toBe(second);
    const left = walk(startJourney('phone'), { do: 'leave' });
    expect(step(left, { do: 'restored', draft: DRAFT })).toBe(left);
  });

  it('stays asked about while another screen is looked at', () => {
    const asked = step(startJourney('station'), { do: 'restored', draft: DRAFT });
    expect(step(asked, { do: 'leave' })).toBe(asked);
    expect(step(asked, { do: 'scan-other' })).toBe(asked);
  });

  it('never interrupts somebody who has begun', () => {
    const confirm = step(startJourney('station'), IDENTIFIED);
    expect(step(confirm, { do: 'restored', draft: DRAFT })).toBe(confirm);
  });
});

describe('looking at the status', () => {
  it('clears a person who was only being confirmed, and leaves ink alone', () => {
    const confirm = step(startJourney('station'), IDENTIFIED);
    expect(step(confirm, { do: 'leave' }).stage).toEqual({ at: 'find' });
    const inked = step(signing, { do: 'inked', ink: INK });
    expect(step(inked, { do: 'leave' })).toBe(inked);
  });
});
