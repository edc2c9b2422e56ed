/**
 * Mistakes about trust, each to be caught. They are made around the product's own office: what it
 * wrote is changed as code with that mistake would have written it.
 */
import type { DatabaseSync } from 'node:sqlite';

/** When a mistake is made, and what it does to the rows of a gathering. */
interface Mistake {
  readonly at: 'made' | 'enrolled' | 'replaced' | 'received' | 'decided';
  readonly sql: string;
}

const PHONE = "gathering_no = :gathering and grade = 'phone'";
const OF_GATHERING = 'journal_no in (select no from journals where gathering_no = :gathering)';

/** By their names; `:gathering` is the number of the gathering. */
export const MISTAKES = {
  /** 3: a phone speaks for anybody. */
  'phone-signs-for-anybody': {
    at: 'enrolled',
    sql: `update journals set grade = 'station' where ${PHONE} and late is null`,
  },
  'phone-has-no-cap': {
    at: 'received',
    sql: `update entries set decided = 'accepted' where doubt = 'over-cap' and ${OF_GATHERING}`,
  },
  'gathering-has-no-ceiling': {
    at: 'made',
    sql: 'update gatherings set phone_ceiling = 20000 where no = :gathering',
  },
  /** 4: the earliest clock counts, whoever's it is. */
  'earliest-clock-counts': {
    at: 'received',
    sql: `update entries set rules = 1 where ${OF_GATHERING}`,
  },
  /** 6: an invitation never ends, or ends in a refusal; a claim of a phone is waited for. */
  'late-is-in-time': {
    at: 'enrolled',
    sql: 'update journals set late = null where gathering_no = :gathering',
  },
  'claim-of-a-phone-holds-back': {
    at: 'received',
    sql: `update journals set grade = 'station', late = null
      where ${PHONE} and claimed_seq > 1000`,
  },
  /** 7: an old code is refused. */
  'old-code-is-refused': {
    at: 'replaced',
    sql: 'delete from replaced_codes where gathering_no = :gathering',
  },
  /** 9: anybody revokes; a decision moves nothing. */
  'anybody-revokes': {
    at: 'received',
    sql: `update entries set doubt = null, rules = 1
      where kind = 'revocation' and ${OF_GATHERING}`,
  },
  'decision-moves-nothing': {
    at: 'decided',
    sql: `update journals set decided = null where gathering_no = :gathering`,
  },
  /** 10: nobody knows when an entry came, so any time can be. */
  'receipt-has-no-moment': {
    at: 'received',
    sql: `update batches set received_at_ms = 4102444800000 where ${OF_GATHERING}`,
  },
} as const satisfies Readonly<Record<string, Mistake>>;

/** 5 and 8, which are no change of rows: see field.ts. */
const OTHER_BUGS = ['verdict-tells-the-roster', 'id-is-everybodys'] as const;

export type HostileBug = keyof typeof MISTAKES | (typeof OTHER_BUGS)[number];

export const HOSTILE_BUGS: readonly HostileBug[] = [
  ...(Object.keys(MISTAKES) as (keyof typeof MISTAKES)[]),
  ...OTHER_BUGS,
];

/** Makes a mistake where its moment has come. */
export function err(
  sqlite: DatabaseSync,
  bug: HostileBug | null,
  { at, gatheringNo }: { readonly at: Mistake['at']; readonly gatheringNo: number },
): void {
  const mistake: Mistake | undefined = Object.entries(MISTAKES).find(([name]) => name === bug)?.[1];
  if (mistake?.at === at) sqlite.prepare(mistake.sql).run({ gathering: gatheringNo });
}
