/** Shows the security log: a page of it, and the whole of it as a file for a spreadsheet. */
import { setImmediate as afterOthers } from 'node:timers/promises';
import { csvLine, encodeCsv } from '#core/csv.ts';
import type { SecurityPage, SecurityRecord } from '#core/office-account-api.ts';
import { PAGE_ROWS } from '#core/office-api.ts';
import { shownText } from '#core/plain-text.ts';
import { SECURITY_ACT_WORDS } from '#core/security-words.ts';
import { SECURITY_GROUPS, type SecurityAct, type SecurityFilter } from '#core/security.ts';
import type { Context } from '../context.ts';

const FILE_ROWS = 1_000;

/** The file is Indonesian, like every paper of the office. */
const HEADINGS = [
  'Waktu pertama (UTC)',
  'Waktu terakhir (UTC)',
  'Jumlah',
  'Tindakan',
  'Nama',
  'Nama masuk',
  'Alamat jaringan',
  'Keterangan',
];

/** A page, the newest first. */
export async function showSecurity(
  context: Context,
  { filter, page }: { readonly filter: SecurityFilter; readonly page: number },
): Promise<SecurityPage> {
  const { total } = await narrowed(context, filter)
    .select((column) => column.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const records = await selectRecords(context, filter)
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS)
    .execute();
  return { total, page, records };
}

/** Everything, the newest first; in pieces, so that nobody waits for it. */
export async function securityFile(context: Context, filter: SecurityFilter): Promise<string> {
  const parts = [encodeCsv([HEADINGS])];
  let before: number | null = null;
  for (;;) {
    const records: readonly SecurityRecord[] = await selectRecords(context, filter)
      .$if(before !== null, (query) => query.where('security_log.no', '<', before ?? 0))
      .limit(FILE_ROWS)
      .execute();
    parts.push(...records.map((record) => csvLine(cellsOf(record))));
    if (records.length < FILE_ROWS) return parts.join('');
    before = records.at(-1)?.no ?? 0;
    await afterOthers();
  }
}

function narrowed({ database }: Context, filter: SecurityFilter) {
  const acts: readonly SecurityAct[] = filter === 'all' ? [] : SECURITY_GROUPS[filter];
  return database.query
    .selectFrom('security_log')
    .$if(filter !== 'all', (query) => query.where('act', 'in', acts));
}

function selectRecords(context: Context, filter: SecurityFilter) {
  return narrowed(context, filter)
    .leftJoin('organisers', 'organisers.login', 'security_log.who')
    .select((column) => [
      'security_log.no',
      'at_ms as atMs',
      'last_at_ms as lastAtMs',
      'count',
      'act',
      'who',
      column.fn.coalesce('organisers.name', column.val('')).as('name'),
      'address',
      'detail',
    ])
    .orderBy('security_log.no', 'desc');
}

function cellsOf(record: SecurityRecord): readonly string[] {
  const { atMs, lastAtMs, count, act, who, name, address, detail } = record;
  return [
    utc(atMs),
    utc(lastAtMs),
    String(count),
    SECURITY_ACT_WORDS[act],
    shownText(name),
    who,
    address,
    shownText(detail),
  ];
}

/** `2026-12-01 00:30:00` */
function utc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
