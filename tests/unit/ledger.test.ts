/** The ledger: every entry has a place and at most one doubt; nothing is refused. */
import { describe, expect, test } from 'vitest';
import { assert } from '#core/assert.ts';
import { DOUBT_NAMES, type LedgerDoubt } from '#core/doubt.ts';
import { type Draft, EMPTY_HEAD, chainEntry } from '#core/journal.ts';
import { type ReadEntry, parseEntry } from '#core/entry.ts';
import {
  type HeldEntry,
  type Knowledge,
  type KnownPerson,
  advance,
  contradicts,
  doubtOf,
  judge,
  knowledgeOf,
  missingRanges,
  placeEntry,
  rangesOf,
  verdictFor,
} from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import type { SeqRange } from '#core/receipt.ts';
import type { Moment } from '#core/time.ts';
import { CHAIN, GATHERING, SIGNING, WALK_IN, filled } from '../../scripts/vectors/samples.ts';

describe('the place of an entry', () => {
  const [one, other] = [filled(32, 1), filled(32, 2)];

  test.each([
    ['new', null, null],
    ['duplicate', one, one],
    ['duplicate', other, one],
    ['conflict', null, other],
    ['conflict', one, other],
    ['fork', other, null],
    ['fork', one, null],
  ] as const)(
    'is %s where %o stands at the sequence and %o under the id',
    (place, atSeq, underId) => {
      expect(placeEntry(one, { atSeq, underId })).toBe(place);
    },
  );
});

const PERSON: KnownPerson = {
  name: 'Dra. Hj. Siti Contoh, M.Si.',
  earlierNames: ['Dra. Hj. Sitti Conto, M.Si.'],
  category: 'asn',
};

const MOMENT: Moment = { wallMs: 1, monoMs: 1, boot: filled(8, 0) };

const JUDGED = {
  id: GATHERING.id,
  people: new Map([[17, PERSON]]),
  phoneCeiling: 2,
  isPact: () => true,
};
const KNOWLEDGE = knowledgeWith(0);

/** What the office knows where that many walk-ins of phones count. */
function knowledgeWith(walkIns: number): Knowledge {
  return knowledgeOf(
    JUDGED,
    { grade: 'station', station: 'Meja 3', isLate: false },
    { isGathering: () => false, momentOf: () => MOMENT, walkIns: () => walkIns },
  );
}

const PHONE: Partial<Knowledge> = { journal: { grade: 'phone', station: '', isLate: false } };
const LATE_DESK: Partial<Knowledge> = {
  journal: { grade: 'station', station: 'Meja 3', isLate: true },
};
const LATE_PHONE: Partial<Knowledge> = { journal: { grade: 'phone', station: '', isLate: true } };

/** The walk-in of a journal's entry of that sequence. */
function nth(seq: number): ReadEntry {
  const read = entryOf(WALK_IN);
  return { ...read, envelope: { ...read.envelope, seq } };
}

function entryOf(body: Draft['body'], change: Partial<Draft> = {}): ReadEntry {
  const draft = {
    id: filled(16, 1),
    gathering: GATHERING.id,
    at: MOMENT,
    build: 'test',
    body,
    ...change,
  };
  const read = parseEntry(chainEntry(EMPTY_HEAD, draft).bytes);
  assert(read.ok, 'an entry');
  return read.value;
}

describe('a doubt', () => {
  const revocation = {
    kind: 'revocation',
    target: filled(16, 9),
    reason: '',
    station: '',
  } as const;
  const recital = {
    kind: 'recital',
    text: filled(32, 0),
    leader: 'Camat',
    fromMs: 0,
    toMs: 1,
  } as const;
  const listed = { kind: 'listed', no: 17, name: 'Dra. Hj. Siti Contoh, M.Si.' } as const;

  test.each(CHAIN.map(({ entry }) => entry.body))('is none of an ordinary $kind', (body) => {
    expect(doubtOf(entryOf(body), KNOWLEDGE)).toBeNull();
  });

  test('is none of a name that the person had on an earlier roster', () => {
    const signatory = { ...listed, name: 'Dra. Hj. Sitti Conto, M.Si.', category: 'asn' } as const;
    expect(doubtOf(entryOf({ ...SIGNING, signatory }), KNOWLEDGE)).toBeNull();
  });

  const unread = (code: 'unknown-version' | 'malformed'): ReadEntry => ({
    ...entryOf(SIGNING),
    body: { ok: false, fault: { code, detail: '' } },
  });
  const cases: readonly (readonly [LedgerDoubt, ReadEntry, Partial<Knowledge>])[] = [
    ['unknown-version', unread('unknown-version'), {}],
    ['malformed-body', unread('malformed'), {}],
    ['unknown-gathering', entryOf(SIGNING, { gathering: filled(8, 1) }), {}],
    ['other-gathering', entryOf(SIGNING, { gathering: filled(8, 1) }), { isGathering: () => true }],
    ['unknown-signatory', entryOf(SIGNING), { person: () => null }],
    [
      'other-identity',
      entryOf({ ...SIGNING, signatory: { ...listed, name: 'Siti', category: 'asn' } }),
      {},
    ],
    ['other-pact', entryOf(SIGNING), { isPact: () => false }],
    ['unreadable-ink', entryOf({ ...SIGNING, ink: filled(9, 7) }), {}],
    ['not-permitted', entryOf(revocation), PHONE],
    ['not-permitted', entryOf(recital), PHONE],
    ['unknown-target', entryOf(revocation), { momentOf: () => null }],
    ['late-revocation', entryOf(revocation, { at: { ...MOMENT, monoMs: 600_002 } }), {}],
    ['late-revocation', entryOf(revocation), { momentOf: () => ({ ...MOMENT, monoMs: 2 }) }],
    ['listed-by-phone', entryOf(SIGNING), PHONE],
    ['listed-by-phone', entryOf(SIGNING), LATE_PHONE],
    ['late', entryOf(SIGNING), LATE_DESK],
    ['late', entryOf(WALK_IN), LATE_PHONE],
    ['late', entryOf({ kind: 'note', text: '' }), LATE_PHONE],
    ['late', entryOf(recital), LATE_DESK],
    ['over-cap', nth(LIMITS.phoneSigningsMax + 1), PHONE],
    ['over-ceiling', entryOf(WALK_IN), { ...PHONE, isFull: () => true }],
    ['odd-text', entryOf({ ...SIGNING, represents: 'Siti\u202e' }), {}],
    ['whole-nik', entryOf({ kind: 'note', text: 'NIK 7604011505800001' }), {}],
    ['whole-nik', entryOf({ ...recital, leader: '7604 0115 0580 0001' }), LATE_DESK],
  ];

  test.each(cases)('is %s', (doubt, entry, change) => {
    expect(doubtOf(entry, { ...KNOWLEDGE, ...change })).toBe(doubt);
  });

  test('of the table is each given by some rule', () => {
    // These two are found where an entry is chained and placed.
    const given: readonly LedgerDoubt[] = ['chain-broken', 'forked', ...cases.map(([one]) => one)];
    expect(DOUBT_NAMES.filter((doubt) => !given.includes(doubt))).toEqual([]);
  });

  test('is none of a phone that signs, notes, or brings a walk-in', () => {
    const phone: Knowledge = { ...KNOWLEDGE, ...PHONE, person: () => null };
    expect(doubtOf(entryOf(WALK_IN), phone)).toBeNull();
    expect(doubtOf(entryOf({ kind: 'note', text: '' }), phone)).toBeNull();
  });

  test('is over-cap for what a phone signs beyond its share, whenever it comes', () => {
    const phone: Knowledge = { ...KNOWLEDGE, ...PHONE };
    expect(doubtOf(nth(LIMITS.phoneSigningsMax), phone)).toBeNull();
    expect(doubtOf(nth(LIMITS.phoneSigningsMax + 1), phone)).toBe('over-cap');
    expect(doubtOf(nth(LIMITS.phoneSigningsMax + 1), KNOWLEDGE)).toBeNull();
  });

  test('is none of a revocation within ten minutes, by the wall clock after a restart', () => {
    const at = { wallMs: 600_001, monoMs: 0, boot: filled(8, 1) };
    expect(doubtOf(entryOf(revocation, { at }), KNOWLEDGE)).toBeNull();
    const later = { ...at, wallMs: 600_002 };
    expect(doubtOf(entryOf(revocation, { at: later }), KNOWLEDGE)).toBe('late-revocation');
  });

  test('is none where only the category was corrected since', () => {
    const signatory = { ...listed, category: 'forko' } as const;
    expect(doubtOf(entryOf({ ...SIGNING, signatory }), KNOWLEDGE)).toBeNull();
  });
});

describe('what the office knows', () => {
  test('is who stands on the roster of the gathering', () => {
    expect(KNOWLEDGE.person(17)).toBe(PERSON);
    expect(KNOWLEDGE.person(18)).toBeNull();
  });

  test('is full once as many walk-ins of phones count as the ceiling allows', () => {
    expect([0, 1, 2, 3].map((walkIns) => knowledgeWith(walkIns).isFull())).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

function told(doubt: LedgerDoubt, isTrusted: boolean): unknown {
  return verdictFor({ kind: 'quarantined', doubt }, { isTrusted });
}

describe('what a device is told', () => {
  test('is the doubt itself where it has a number and the device is trusted', () => {
    expect(told('other-pact', true)).toEqual({ kind: 'quarantined', doubt: 'other-pact' });
  });

  test.each([
    ['whole-nik', true],
    ['other-pact', false],
    ['unknown-signatory', false],
  ] as const)('is not-permitted of %s, trusted: %s', (doubt, isTrusted) => {
    expect(told(doubt, isTrusted)).toEqual({ kind: 'quarantined', doubt: 'not-permitted' });
  });

  test('is what became of an entry that is not doubted', () => {
    expect(verdictFor({ kind: 'conflict' }, { isTrusted: false })).toEqual({ kind: 'conflict' });
  });
});

describe('judging', () => {
  test('puts a break of the chain before every other doubt', () => {
    const entry = entryOf(SIGNING);
    expect(judge(entry, EMPTY_HEAD.digest, KNOWLEDGE)).toBeNull();
    expect(judge(entry, null, KNOWLEDGE)).toBeNull();
    expect(judge(entry, filled(32, 1), { ...KNOWLEDGE, person: () => null })).toBe('chain-broken');
  });
});

describe('a journal', () => {
  const [one, two] = CHAIN.map(({ entry, head }): HeldEntry => ({ ...head, prev: entry.prev }));
  const other = filled(32, 9);
  const none = { broken: [], claim: null, held: null, last: null, after: null };

  test('does not contradict itself where everything fits, or is not there to be compared', () => {
    assert(one !== undefined && two !== undefined, 'a chain of two');
    expect(contradicts(none)).toBe(false);
    expect(contradicts({ ...none, claim: one, held: one, last: one, after: two })).toBe(false);
    expect(contradicts({ ...none, claim: one })).toBe(false);
  });

  test('contradicts itself by a broken link, by another head, or by what is held after', () => {
    assert(one !== undefined && two !== undefined, 'a chain of two');
    expect(contradicts({ ...none, broken: [2] })).toBe(true);
    expect(contradicts({ ...none, claim: { ...one, digest: other }, held: one })).toBe(true);
    expect(contradicts({ ...none, last: { ...one, digest: other }, after: two })).toBe(true);
  });
});

describe('following a chain', () => {
  const held: readonly HeldEntry[] = CHAIN.map(({ entry, head }) => ({
    ...head,
    prev: entry.prev,
  }));
  const from = (seqs: readonly number[]) => (seq: number) =>
    seqs.includes(seq) ? (held[seq - 1] ?? null) : null;

  test('stops before the first gap', () => {
    expect(advance(EMPTY_HEAD, from([1, 2, 4, 5]))).toEqual({ head: CHAIN[1]?.head, broken: [] });
    expect(advance(EMPTY_HEAD, from([2, 3]))).toEqual({ head: EMPTY_HEAD, broken: [] });
  });

  test('goes through once the gap is filled', () => {
    const { head } = advance(EMPTY_HEAD, from([1, 2, 4, 5]));
    expect(advance(head, from([1, 2, 3, 4, 5]))).toEqual({ head: CHAIN[4]?.head, broken: [] });
  });

  test('names an entry that does not name the one before, and goes on', () => {
    const edited = held.map((one) => (one.seq === 3 ? { ...one, prev: filled(32, 0) } : one));
    expect(advance(EMPTY_HEAD, (seq) => edited[seq - 1] ?? null)).toEqual({
      head: CHAIN[4]?.head,
      broken: [3],
    });
  });

  test('is broken where the entry before was edited', () => {
    const [first, ...others] = held;
    assert(first !== undefined, 'the chain has entries');
    const edited = [{ ...first, digest: filled(32, 3) }, ...others];
    expect(advance(EMPTY_HEAD, (seq) => edited[seq - 1] ?? null).broken).toEqual([2]);
  });
});

describe('ranges', () => {
  test('join what is consecutive', () => {
    expect(rangesOf([])).toEqual([]);
    expect(rangesOf([4, 5, 9])).toEqual([
      { from: 4, to: 5 },
      { from: 9, to: 9 },
    ]);
  });

  test.each([
    { what: 'nothing', heldSeq: 5, extra: [], claimedSeq: 5, missing: [] },
    { what: 'an end', heldSeq: 5, extra: [], claimedSeq: 7, missing: [[6, 7]] },
    { what: 'the last alone', heldSeq: 5, extra: [], claimedSeq: 6, missing: [[6, 6]] },
    { what: 'one before the last', heldSeq: 4, extra: [[6, 6]], claimedSeq: 6, missing: [[5, 5]] },
    { what: 'a gap', heldSeq: 2, extra: [[5, 6]], claimedSeq: 6, missing: [[3, 4]] },
    {
      what: 'gaps and an end',
      heldSeq: 0,
      extra: [
        [3, 3],
        [6, 7],
      ],
      claimedSeq: 9,
      missing: [
        [1, 2],
        [4, 5],
        [8, 9],
      ],
    },
    { what: 'below a claim behind', heldSeq: 5, extra: [[8, 9]], claimedSeq: 3, missing: [] },
    { what: 'a part of a gap', heldSeq: 2, extra: [[9, 9]], claimedSeq: 4, missing: [[3, 4]] },
  ])('tell what is missing: $what', ({ heldSeq, extra, claimedSeq, missing }) => {
    expect(missingRanges(heldSeq, extra.map(rangeOf), claimedSeq)).toEqual(missing.map(rangeOf));
  });
});

function rangeOf([from = 0, to = 0]: readonly number[]): SeqRange {
  return { from, to };
}
