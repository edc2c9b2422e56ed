/** What is said of the devices together, and of each: looks, words and remarks, case by case. */
import { describe, expect, test } from 'vitest';
import { contactWords, deviceActs, lookOf, stateWords } from '#app/organiser/desks/card-words.ts';
import { conclusionWords } from '#app/organiser/desks/conclusion-words.ts';
import { id as office } from '#app/organiser/text/id.ts';
import { id as texts } from '#app/text/id.ts';
import type { Completeness, DeviceState } from '#core/office-gathering-api.ts';

const AT_MS = Date.UTC(2029, 9, 7, 0, 0);
const HOUR_MS = 3_600_000;

const DESK: DeviceState = {
  id: 'ab'.repeat(16),
  station: 'Meja 1',
  grade: 'station',
  build: 'test',
  enrolledAtMs: AT_MS,
  withdrawnAtMs: null,
  late: null,
  decided: null,
  holdsBack: true,
  claimed: 9,
  contiguous: 9,
  received: 9,
  missing: [],
  missingCount: 0,
  forked: false,
  forkedSeqs: [],
  quarantined: 0,
  accepted: 0,
  doubts: [],
  signings: 9,
  losses: [],
  givenUp: null,
  proof: 'whole',
  kept: 0,
  lastSeenAtMs: AT_MS,
  clockOffsetMs: null,
  battery: null,
  outstanding: false,
};
const PHONE: DeviceState = { ...DESK, station: '', grade: 'phone', holdsBack: false };
const LOSS = { atMs: AT_MS, seq: 4, missingCount: 4, isOther: true, isDoubtful: false };
const STATE: Completeness = {
  totals: {
    made: 9,
    received: 9,
    missing: 0,
    signings: 9,
    setAside: 0,
    accepted: 0,
    devices: 2,
    outstandingDevices: 0,
  },
  conclusion: 'complete',
  isOver: true,
  knownUntilMs: null,
  openCodes: [],
  putBackAtMs: null,
  lostDecisions: null,
  phones: { devices: 0, unproven: 0, givenUp: 0, undecided: 0, entries: 0, setAside: 0 },
  devices: [DESK],
};
const { completeness: words } = office;

function plain(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '');
}

/** What is told, without the marks that keep a name's direction. */
function told(change: Partial<Completeness>, isStale = false) {
  const speaking = { office, texts, zone: 'WITA', atMs: AT_MS, isStale } as const;
  const answer = conclusionWords({ ...STATE, ...change }, speaking);
  return answer && { ...answer, lines: answer.lines.map(plain), sentence: plain(answer.sentence) };
}

function desk(proof: DeviceState['proof'], change: Partial<DeviceState> = {}): DeviceState {
  return { ...DESK, proof, ...change };
}

describe('the look', () => {
  test('is green for what is complete, and never for what was so when the office still answered', () => {
    expect(told({})?.look).toBe('complete');
    expect(told({})?.stale).toBeNull();
    const stale = told({}, true);
    expect(stale?.look).toBe('stale');
    expect(stale?.stale).toBe('Kantor tidak menjawab. Diperbarui pukul 08.00.00 WITA');
  });

  test('of what is complete so far waits where a desk lacks entries, however early it is', () => {
    expect(told({ conclusion: 'so-far' })?.look).toBe('so-far');
    const short = {
      conclusion: 'so-far',
      devices: [desk('given-up', { missingCount: 1 })],
    } as const;
    expect(told(short)?.look).toBe('waiting');
    expect(told({ ...short, devices: [{ ...PHONE, missingCount: 1 }] })?.look).toBe('so-far');
    const lost = [desk('given-up', { losses: [LOSS] })];
    expect(told({ ...short, devices: lost })?.look).toBe('waiting');
    const own = [desk('given-up', { losses: [{ ...LOSS, isOther: false }] })];
    expect(told({ ...short, devices: own })?.look).toBe('so-far');
  });

  test.each(['remarked', 'unconfirmed', 'waiting'] as const)('of %s is its own', (conclusion) => {
    expect(told({ conclusion })?.look).toBe(conclusion);
  });
});

test('nothing is said before any device took part', () => {
  expect(told({ conclusion: 'empty' })).toBeNull();
});

describe('the sentence', () => {
  const none = { ...STATE.totals, signings: 0 };

  test.each<readonly [Partial<Completeness>, string]>([
    [{}, words.complete('9', '2')],
    [{ totals: none }, words.completeNothing('2')],
    [{ conclusion: 'remarked' }, words.remarked('9')],
    [{ conclusion: 'unconfirmed' }, words.unconfirmed('9')],
    [{ conclusion: 'so-far' }, words.soFar('9')],
    [{ conclusion: 'so-far', totals: none }, words.soFarNothing],
    [
      { conclusion: 'so-far', devices: [desk('given-up', { missingCount: 2 })] },
      words.soFarShort('9'),
    ],
  ])('of %o', (change, sentence) => {
    expect(told(change)?.sentence).toBe(sentence);
  });

  test('of what waits names the missing, then the undecided, then the unheard', () => {
    const devices = [
      desk('missing', { missingCount: 2 }),
      desk('missing', { missingCount: 3 }),
      desk('given-up', { missingCount: 40 }),
      { ...PHONE, proof: 'missing', missingCount: 100 } as const,
      desk('undecided'),
      desk('unheard'),
      desk('unheard'),
    ];
    const waiting = (from: number): string | undefined =>
      told({ conclusion: 'waiting', devices: devices.slice(from) })?.sentence;
    expect(waiting(0)).toBe(words.waiting('5'));
    expect(waiting(2)).toBe(words.waitingUndecided('1'));
    expect(waiting(5)).toBe(words.waitingUnheard('2'));
  });
});

describe('the lines', () => {
  const moment = texts.moment(AT_MS, 'WITA');
  const givenUp = { atMs: AT_MS, by: 'Panitia', reason: 'Tablet rusak' };

  test.each<readonly [DeviceState, string]>([
    [desk('undecided'), words.undecided('Meja 1')],
    [desk('missing', { missingCount: 2 }), words.keeps('Meja 1', '2')],
    [desk('missing', { losses: [LOSS] }), words.lost('Meja 1', '4')],
    [desk('missing', { missingCount: 2, losses: [LOSS] }), words.lostAndKeeps('Meja 1', '4', '2')],
    [desk('unheard'), words.unheard('Meja 1', moment)],
    [desk('unheard', { lastSeenAtMs: null }), words.neverHeard('Meja 1')],
    [desk('so-far'), words.soFarOver('Meja 1', moment)],
    [desk('forked'), words.forked('Meja 1')],
    [desk('given-up', { givenUp, missingCount: 2 }), words.givenUp('Meja 1', 'Tablet rusak', '2')],
    [desk('withdrawn'), words.withdrawn('Meja 1')],
  ])('name a desk that is not whole: %o', (device, line) => {
    const others = [desk('whole'), { ...PHONE, proof: 'missing', missingCount: 1 } as const];
    expect(told({ conclusion: 'remarked', devices: [...others, device] })?.lines).toEqual([line]);
  });

  test('say of an open gathering that it is open, and of its desks only what is wrong', () => {
    const devices = [desk('so-far'), desk('forked')];
    const lines = told({ conclusion: 'so-far', isOver: false, devices, openCodes: ['Meja 2'] });
    expect(lines?.lines).toEqual([words.soFarOpen, words.forked('Meja 1')]);
  });

  test('name phones that prove nothing, codes that are open, and that the office was put back', () => {
    const phones = { ...STATE.phones, unproven: 3 };
    const openCodes = ['Meja 2', 'Meja 3'];
    const lines = told({ conclusion: 'remarked', phones, openCodes, putBackAtMs: AT_MS })?.lines;
    expect(lines).toEqual([
      words.phonesUnproven('3'),
      words.openCodes('Meja 2, Meja 3'),
      words.putBack(moment),
    ]);
  });
});

test('until when it is known, and what is not counted, stand below', () => {
  expect(told({})?.notes).toEqual([]);
  const knownUntilMs = AT_MS + HOUR_MS;
  const { setAside, knownUntil } = words;
  expect(told({ knownUntilMs, totals: { ...STATE.totals, setAside: 1 } })?.notes).toEqual([
    knownUntil(texts.moment(knownUntilMs, 'WITA')),
    setAside,
  ]);
});

describe('the card of a device', () => {
  const { stations, completeness } = office;
  const hole = { claimed: 9, missing: [{ from: 2, to: 3 }], missingCount: 2 } as const;
  const end = { claimed: 9, missing: [{ from: 8, to: 9 }], missingCount: 2 } as const;

  test.each<readonly [DeviceState, string]>([
    [desk('whole'), 'whole'],
    [desk('so-far'), 'behind'],
    [desk('missing', end), 'behind'],
    [desk('missing', hole), 'torn'],
    [desk('whole', { losses: [LOSS] }), 'torn'],
    [desk('whole', { losses: [{ ...LOSS, isDoubtful: true }] }), 'whole'],
    [desk('forked', { forked: true }), 'torn'],
    [desk('given-up', { forked: true }), 'withdrawn'],
    [desk('whole', { withdrawnAtMs: AT_MS }), 'withdrawn'],
  ])('has a look: %o', (device, look) => {
    expect(lookOf(device)).toBe(look);
  });

  test.each<readonly [DeviceState, readonly string[]]>([
    [desk('whole'), ['set-aside', 'withdraw']],
    [desk('unheard'), ['give-up', 'set-aside', 'withdraw']],
    [desk('undecided', { late: 'over' }), ['accept', 'give-up', 'set-aside', 'withdraw']],
    [
      desk('whole', { doubts: [{ doubt: 'over-cap', count: 1 }] }),
      ['accept', 'set-aside', 'withdraw'],
    ],
    [desk('whole', { doubts: [{ doubt: 'other-pact', count: 1 }] }), ['set-aside', 'withdraw']],
    [desk('whole', { late: 'over', decided: 'accepted' }), ['take-back', 'withdraw']],
    [
      desk('given-up', { givenUp: { atMs: AT_MS, by: 'P', reason: 'R' } }),
      ['set-aside', 'withdraw'],
    ],
    [desk('withdrawn', { withdrawnAtMs: AT_MS }), ['give-up', 'set-aside', 'give-back']],
  ])('asks what fits: %o', (device, acts) => {
    expect(deviceActs(device)).toEqual(acts);
  });

  test.each<readonly [DeviceState, string]>([
    [desk('whole'), `n, ${stations.nothingMissing}`],
    [desk('so-far'), `n, ${completeness.soFarCard}`],
    [desk('so-far', { forked: true }), `n, ${stations.unknown}`],
    [desk('whole', { claimed: 0, received: 0 }), stations.nothingYet],
    [desk('unheard', { claimed: 0, received: 0 }), completeness.unheardCard],
    [desk('missing', { received: 7, kept: 2 }), `n, ${stations.keeps('2')}`],
    [desk('missing', { received: 7, kept: 1 }), `n, ${stations.missingCount('2')}`],
    [
      desk('missing', { received: 7, kept: 2, losses: [{ ...LOSS, missingCount: 1 }] }),
      `n, ${stations.missingCount('2')}`,
    ],
  ])('says how much is here: %o', (device, state) => {
    expect(stateWords(device, { office, counts: 'n', count: texts.count })).toBe(state);
  });

  test('says when it was heard, how full it is, and how wrong its clock', () => {
    const say = (change: Partial<DeviceState>): string =>
      contactWords(desk('whole', change), {
        office,
        moment: texts.moment,
        zone: 'WITA',
        atMs: AT_MS + HOUR_MS,
      });
    const heard = `${stations.lastContact} ${texts.moment(AT_MS, 'WITA')}`;
    expect(say({})).toBe(`${heard} · ${completeness.ago(60)}`);
    expect(say({ lastSeenAtMs: null })).toBe(stations.never);
    expect(say({ lastSeenAtMs: null, battery: 0 })).toBe(
      `${stations.never} · ${stations.battery(0)}`,
    );
    expect(say({ lastSeenAtMs: null, clockOffsetMs: 120_000 })).toBe(stations.never);
    const ahead = say({ lastSeenAtMs: null, clockOffsetMs: -420_000 });
    expect(ahead).toBe(`${stations.never} · ${stations.clock(7)}`);
  });
});
