/** What is said of figures and of an entry: nothing is left out, and nothing is final too early. */
import { describe, expect, test } from 'vitest';
import { id as office } from '#app/organiser/text/id.ts';
import { actsOf, marksOf, whenOf } from '#app/organiser/turnout/entry-words.ts';
import { remarkLines, worthOf } from '#app/organiser/turnout/turnout-words.ts';
import { id as texts } from '#app/text/id.ts';
import { PROVISIONAL_REASONS } from '#core/completeness.ts';
import { LEDGER_DOUBTS } from '#core/doubt.ts';
import type { EntryLine, Turnout } from '#core/office-gathering-api.ts';

const AT_MS = Date.UTC(2029, 9, 7, 0, 0);
const { turnout: words, entries } = office;

describe('figures', () => {
  const zone = 'WIT' as const;

  test('are final only when nothing is provisional, and say until when', () => {
    const worth = worthOf({ provisional: null, knownUntilMs: AT_MS }, { words, texts, zone });
    const more = words.knownUntil(texts.moment(AT_MS, zone));
    expect(worth).toEqual({ look: 'info', what: 'Angka akhir', more });
    const unknown = worthOf({ provisional: null, knownUntilMs: null }, { words, texts, zone });
    expect(unknown.more).toBeNull();
  });

  test.each(PROVISIONAL_REASONS)('that may grow (%s) have the look of a warning', (why) => {
    const provisional = { why, devicesOutstanding: 3 };
    const worth = worthOf({ provisional, knownUntilMs: AT_MS }, { words, texts, zone });
    expect(worth).toEqual({
      look: 'warn',
      what: words.provisional[why]('3'),
      more: words.toFinal[why],
    });
    expect(worth.what).toContain('Angka sementara');
  });
});

describe('remarks', () => {
  const none: Turnout['remarks'] = {
    unproven: 0,
    unprovenPhones: 0,
    wasPutBack: false,
    setAside: 0,
    accepted: 0,
  };
  const say = (change: Partial<Turnout['remarks']>): readonly string[] =>
    remarkLines({ ...none, ...change }, { words, texts });

  test('are none where there is nothing to remark', () => {
    expect(say({})).toEqual([]);
  });

  test.each<readonly [Partial<Turnout['remarks']>, string]>([
    [{ unproven: 1 }, words.remarks.unproven('1')],
    [{ unprovenPhones: 2 }, words.remarks.unprovenPhones('2')],
    [{ wasPutBack: true }, words.remarks.putBack],
    [{ setAside: 3 }, words.remarks.setAside('3')],
    [{ accepted: 4 }, words.remarks.accepted('4')],
  ])('say %o', (change, line) => {
    expect(say(change)).toEqual([line]);
  });

  test('are all said', () => {
    const all = { unproven: 1, unprovenPhones: 1, wasPutBack: true, setAside: 1, accepted: 1 };
    expect(say(all)).toHaveLength(5);
  });
});

const SIGNING: EntryLine = {
  id: 'ab',
  digest: 'cd',
  device: 'ef',
  grade: 'station',
  station: 'Meja 1',
  seq: 4,
  kind: 'signing',
  wallMs: AT_MS,
  receivedAtMs: AT_MS + 60_000,
  isTimePossible: true,
  zone: 'WITA',
  who: { no: 7, name: 'Nurhasliana', position: 'Guru', unit: 'SD', category: 'asn' },
  attended: true,
  signed: true,
  doubt: null,
  decided: null,
  isDeviceAside: false,
  isSetAside: false,
  revoked: false,
  counted: true,
  remark: '',
  assisted: false,
  recital: null,
  beside: null,
};

function marks(change: Partial<EntryLine>): readonly string[] {
  const said = marksOf({ ...SIGNING, ...change }, { words: entries, code: 'id' });
  return said.map(({ look, text }) => `${look}: ${text}`);
}

describe('the marks of an entry', () => {
  const good = `good: ${entries.both}`;
  const why = LEDGER_DOUBTS['other-identity'].id;
  const aside = { isSetAside: true, counted: false } as const;

  test.each<readonly [Partial<EntryLine>, readonly string[]]>([
    [{}, [good]],
    [{ signed: false }, [`good: ${entries.attended}`]],
    [{ signed: false, attended: false }, [`good: ${entries.neither}`]],
    [{ kind: 'note', who: null, counted: false }, []],
    [
      { who: { no: null, name: 'Sitti', position: '', unit: '', category: 'guest' } },
      [good, `plain: ${entries.walkIn}`],
    ],
    [{ assisted: true }, [good, `plain: ${entries.assisted}`]],
    [{ decided: 'accepted' }, [good, `good: ${entries.accepted}`]],
    [{ decided: 'aside', ...aside }, [good, `error: ${entries.aside}`]],
    [{ isDeviceAside: true, ...aside }, [good, `error: ${entries.deviceAside}`]],
    [{ doubt: 'other-identity', ...aside }, [good, `warning: ${entries.doubt(why)}`]],
    [{ isTimePossible: false }, [good, `warning: ${entries.impossible}`]],
    [{ revoked: true, counted: false }, [good, `error: ${entries.revoked}`]],
    [{ counted: false }, [good, `warning: ${entries.notCounted}`]],
    [
      { beside: { place: 'conflict', held: null }, counted: false },
      [good, `warning: ${entries.beside.conflict}`],
    ],
  ])('of %o', (change, said) => {
    expect(marks(change)).toEqual(said);
  });

  test.each<Partial<EntryLine>>([
    { isSetAside: false },
    { decided: 'aside', ...aside },
    { isDeviceAside: true, ...aside },
  ])('tell a doubt that is settled or decided as a remark: %o', (change) => {
    const doubted = marks({ doubt: 'other-identity', ...change });
    expect(doubted).toContain(`plain: ${entries.remark(why)}`);
    expect(doubted).not.toContain(`warning: ${entries.doubt(why)}`);
  });
});

test('an entry that is decided can be taken back; one that is not, set aside, or accepted in doubt', () => {
  expect(actsOf(SIGNING)).toEqual(['set-aside']);
  expect(actsOf({ ...SIGNING, decided: 'aside', isSetAside: true })).toEqual(['take-back']);
  expect(actsOf({ ...SIGNING, decided: 'accepted' })).toEqual(['take-back']);
  const doubted = { ...SIGNING, doubt: 'other-identity', isSetAside: true } as const;
  expect(actsOf(doubted)).toEqual(['accept', 'set-aside']);
  expect(actsOf({ ...doubted, isDeviceAside: true })).toEqual(['set-aside']);
  expect(actsOf({ ...doubted, doubt: 'unknown-signatory' })).toEqual(['set-aside']);
});

test('a time that cannot be right stands beside that of the receipt', () => {
  const say = (change: Partial<EntryLine>): string =>
    whenOf({ ...SIGNING, ...change }, { words: entries, moment: texts.moment });
  const wall = texts.moment(AT_MS, 'WITA');
  expect(say({})).toBe(wall);
  const received = entries.received(texts.moment(AT_MS + 60_000, 'WITA'));
  expect(say({ isTimePossible: false })).toBe(`${entries.deviceClock(wall)}; ${received}`);
  expect(say({ isTimePossible: false, receivedAtMs: null })).toBe(entries.deviceClock(wall));
});
