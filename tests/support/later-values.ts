/**
 * What a reader of today makes of a later value of every closed list on the wire: one line
 * for each list and each place where it stands. docs/PROTOCOL.md (Versions) says the same to a
 * stranger, and tests/laws/later-values.test.ts holds both to the code.
 */
import { syncAnswerOf } from '#core/api.ts';
import { encodeBatch, parseBatch } from '#core/batch.ts';
import { type Bytes, joinBytes } from '#core/bytes.ts';
import { CATEGORIES, DEFAULT_MATRIX, PACT_CODES } from '#core/category.ts';
import type { Wire } from '#core/codec.ts';
import { DECISION_ACTS, encodeDecision, parseDecision } from '#core/decision.ts';
import {
  GRADES,
  encodeEnrolmentRequest,
  encodeGrant,
  encodeOfficeCard,
  parseEnrolmentRequest,
  parseOfficeCard,
  readGrant,
} from '#core/enrolment.ts';
import { IDENTIFIED_BY, parseEntry } from '#core/entry.ts';
import { FAULTS, type Result } from '#core/fault.ts';
import { GATHERING_KINDS } from '#core/gathering.ts';
import { NUMBER_KINDS } from '#core/identity.ts';
import { decodeInk } from '#core/ink.ts';
import { invitationUrl, parseInvitation, sealInvitation } from '#core/invitation.ts';
import { lossText, parseLoss } from '#core/loss.ts';
import { readRefusal } from '#core/office-answer.ts';
import { FIELD_RULES } from '#core/office-api.ts';
import { encodePackage, readPackage } from '#core/package.ts';
import { defaultPacts } from '#core/pact.ts';
import { encodeParcel, encodeReceiptFile, parseParcel, parseReceiptFile } from '#core/parcel.ts';
import { encodeClosing, parseClosing } from '#core/purge.ts';
import { encodeReceipt, parseReceipt } from '#core/receipt.ts';
import { AGENCY_KINDS, encodeRoster, readRoster } from '#core/roster.ts';
import { parseSealed, sealBody } from '#core/seal.ts';
import { DOUBTS } from '#core/verdict.ts';
import { OFFICE_KEY } from '../../scripts/vectors/key.ts';
import {
  CHAIN,
  FIELDS,
  INVITATION,
  SIGNING,
  START_MS,
  fieldsOf,
  filled,
  withField,
} from '../../scripts/vectors/samples.ts';

/** A closed list at one place of the wire. */
export interface LaterValue {
  /** The list and what holds it, as the table of the protocol names them. */
  readonly list: string;
  readonly holder: string;
  /** Where the code has the list: file and name; null where it is no list of its own. */
  readonly source: string | null;
  /** The first later number and, where there is an end, the last. */
  readonly first: number;
  readonly last?: number;
  /** A number of today that is read otherwise, where the last one is not. */
  readonly today?: number;
  /** What the reader does, in the words of the table. */
  readonly becomes: string;
  /** What the reader makes of a number: the same words, or others for one of today. */
  read(number: number): string | Promise<string>;
}

const MOST = Number.MAX_SAFE_INTEGER;
const ENTRY = CHAIN[0]?.bytes ?? filled(0, 0);
const RECEIPT = encodeReceipt({
  batch: filled(16, 0),
  epoch: 1,
  officeTimeMs: START_MS,
  verdicts: [{ kind: 'stored' }],
  journals: [],
});
const REQUEST = encodeEnrolmentRequest({
  publicKey: OFFICE_KEY.publicKey,
  gathering: filled(8, 0),
  grade: 'phone',
  secret: filled(16, 0),
  build: '',
});
const GRANT = encodeGrant({
  journal: filled(16, 0),
  grade: 'station',
  token: filled(32, 0),
  station: 'Meja 3',
  epoch: 1,
  officeTimeMs: START_MS,
});
const CARD = encodeOfficeCard({
  name: 'Kantor',
  publicKeys: [OFFICE_KEY.publicKey],
  officeTimeMs: START_MS,
});
const PACKAGE = encodePackage({
  gathering: filled(8, 0),
  pacts: defaultPacts(FIELDS),
  matrix: DEFAULT_MATRIX,
  recital: { title: [], lines: [] },
  roster: null,
  invited: [],
});
const ROSTER = encodeRoster({
  programme: '',
  agencies: [{ no: 0, name: 'Dinas', shortName: 'Dinas', kind: 'dinas', parent: null }],
  rows: [
    {
      no: 1,
      name: 'Siti Contoh',
      number: '76070022',
      numberKind: 'nrp',
      birthDate: null,
      rank: '',
      position: '',
      agency: 0,
      category: 'asn',
      order: 0,
    },
  ],
});
const PARCEL = encodeParcel({ station: '', madeAtMs: 0, enrolments: [], batches: [] });
const RECEIPT_FILE = encodeReceiptFile({ answers: [{ fault: 'malformed' }] });
const CLOSING = encodeClosing({ gathering: filled(8, 0), closedAtMs: null });
const DECISION = encodeDecision({
  gathering: filled(8, 0),
  epoch: 1,
  seq: 1,
  prev: filled(32, 0),
  atMs: START_MS,
  by: '',
  act: 'confirm',
  target: null,
  taken: null,
  reason: '',
});
const BATCH = encodeBatch({
  id: filled(16, 0),
  journal: filled(16, 0),
  entries: [],
  claims: [],
  deviceTimeMs: START_MS,
  build: '',
  battery: null,
});
const sealed = await sealInvitation(INVITATION, OFFICE_KEY.sealer);
if (!sealed.ok) throw new Error(sealed.fault.detail);
const INVITED = sealed.value;
const INVITED_BODY = fieldsOf(INVITED.slice(1))[2] as Bytes; // a COSE_Sign1 has its body there

const KEPT = 'kept, with the doubt `malformed-body`';
const REFUSED = 'refused as `malformed`';
const REFUSED_NEWER = 'refused as `unknown-version`';

/** Every closed list on the wire. */
export const LATER_VALUES: readonly LaterValue[] = [
  {
    list: 'verdicts',
    holder: 'receipt',
    source: 'verdict.ts DOUBTS',
    first: 3 + DOUBTS.length,
    becomes: 'quarantined, with the doubt `unknown`: the entry is received',
    read(number) {
      const receipt = parseReceipt(withField(RECEIPT, [4], [number]));
      const [verdict] = receipt.ok ? receipt.value.verdicts : [];
      const isUnknown = verdict?.kind === 'quarantined' && verdict.doubt === 'unknown';
      return isUnknown ? this.becomes : String(verdict?.kind);
    },
  },
  inEntry({ list: 'kinds', source: 'entry.ts BODY_KINDS', first: 4, today: 0, path: [9] }),
  inEntry({ list: 'kinds of signatory', source: null, first: 2, today: 0, path: [10, 0, 0] }),
  inEntry({ list: 'acts', source: null, first: 4, path: [10, 1] }),
  inEntry({
    list: 'pacts',
    source: 'category.ts PACT_CODES',
    first: PACT_CODES.length,
    path: [10, 2, 0],
  }),
  inEntry({
    list: 'categories',
    source: 'category.ts CATEGORIES',
    first: CATEGORIES.length,
    path: [10, 0, 3],
  }),
  inEntry({
    list: 'ways of identifying',
    source: 'entry.ts IDENTIFIED_BY',
    first: IDENTIFIED_BY.length,
    path: [10, 4],
  }),
  {
    list: 'pacts',
    holder: 'package',
    source: 'category.ts PACT_CODES',
    first: PACT_CODES.length,
    becomes: 'left out, and the package is asked for again',
    read(number) {
      const read = readPackage(withField(PACKAGE, [2, 0, 0], number));
      const isLeftOut = read.ok && !read.value.isWhole && read.value.kept.pacts.length === 3;
      return isLeftOut ? this.becomes : 'read';
    },
  },
  {
    list: 'categories',
    holder: 'matrix',
    source: 'category.ts CATEGORIES',
    first: CATEGORIES.length,
    becomes: 'left out, and the package is asked for again',
    read(number) {
      const read = readPackage(withField(PACKAGE, [3, 0, 0], number));
      const isLeftOut = read.ok && !read.value.isWhole && read.value.kept.matrix.length === 5;
      return isLeftOut ? this.becomes : 'read';
    },
  },
  {
    list: 'pacts',
    holder: 'matrix',
    source: 'category.ts PACT_CODES',
    first: PACT_CODES.length + 1,
    becomes: 'a pact whose text is missing: nobody signs it there, and attending stays possible',
    read(number) {
      const read = readPackage(withField(PACKAGE, [3, 0, 1], number));
      const isUnknown =
        read.ok && !read.value.isWhole && read.value.kept.matrix[0]?.pact === 'unknown';
      return isUnknown ? this.becomes : 'read';
    },
  },
  {
    list: 'kinds of agency',
    holder: 'roster',
    source: 'roster.ts AGENCY_KINDS',
    first: AGENCY_KINDS.length,
    today: 0,
    becomes: 'any other (`lain`)',
    read(number) {
      const read = readRoster(withField(ROSTER, [4], [number]));
      const kind = read.ok ? read.value.agencies[0]?.kind : read.fault.code;
      return kind === 'lain' ? this.becomes : String(kind);
    },
  },
  {
    list: 'kinds of number',
    holder: 'roster',
    source: 'identity.ts NUMBER_KINDS',
    first: NUMBER_KINDS.length,
    today: 0,
    becomes: 'any other, or none where it is empty',
    read(number) {
      const kindOf = (text: string): string => {
        const read = readRoster(withField(withField(ROSTER, [9], [number]), [8], text));
        return String(read.ok ? read.value.rows[0]?.numberKind : read.fault.code);
      };
      const kinds = [kindOf('76070022'), kindOf('')].join(' ');
      return kinds === 'other none' ? this.becomes : kinds;
    },
  },
  {
    list: 'categories',
    holder: 'roster',
    source: 'category.ts CATEGORIES',
    first: CATEGORIES.length,
    becomes: 'left out: whoever is of it is written in at the desk',
    read(number) {
      const read = readRoster(withField(ROSTER, [16], [number]));
      return read.ok && read.value.rows.length === 0 ? this.becomes : 'read';
    },
  },
  {
    list: 'grades',
    holder: 'enrolment',
    source: 'enrolment.ts GRADES',
    first: GRADES.length,
    becomes: REFUSED,
    read: (number) => endOf(parseEnrolmentRequest(withField(REQUEST, [3], number))),
  },
  {
    list: 'grades',
    holder: 'grant',
    source: 'enrolment.ts GRADES',
    first: GRADES.length,
    becomes: 'not looked at: a device knows what it asked for',
    read(number) {
      const grant = readGrant(withField(GRANT, [2], number));
      return grant.ok && grant.value.station === 'Meja 3' ? this.becomes : 'refused';
    },
  },
  {
    list: 'kinds',
    holder: 'invitation',
    source: 'gathering.ts GATHERING_KINDS',
    first: GATHERING_KINDS.length,
    becomes: '`unknown`, and everything else holds',
    async read(number) {
      const read = parseInvitation(await invited([6], number));
      const isUnknown = read.ok && read.value.invitation.gathering.kind === 'unknown';
      return isUnknown ? this.becomes : 'read';
    },
  },
  {
    list: 'zones',
    holder: 'invitation',
    source: null,
    first: 10,
    becomes: 'refused as `torn`',
    read: async (number) => endOf(parseInvitation(await invited([5], number))),
  },
  {
    list: 'faults',
    holder: 'file of receipts',
    source: 'fault.ts FAULTS',
    first: FAULTS.length,
    becomes: '`unknown`: this batch was refused, and the others count',
    read(number) {
      const code = FAULTS[number] ?? `later-${number}`;
      const file = parseReceiptFile(withField(RECEIPT_FILE, [2], [code, filled(9, 0)]));
      const [refused, receipted] = file.ok ? file.value.answers : [];
      const isRead = receipted !== undefined && 'receipt' in receipted;
      const fault = refused !== undefined && 'fault' in refused ? refused.fault : '';
      return isRead && fault === 'unknown' ? this.becomes : fault;
    },
  },
  {
    list: 'faults',
    holder: 'problem',
    source: 'fault.ts FAULTS',
    first: FAULTS.length,
    becomes: 'not looked at: the status counts',
    read(number) {
      const { code } = readRefusal(problem(FAULTS[number] ?? `later-${number}`)).refusal;
      return code === 'not-permitted' ? this.becomes : code;
    },
  },
  {
    list: 'rules of fields',
    holder: 'problem',
    source: 'office-api.ts FIELD_RULES',
    first: FIELD_RULES.length,
    today: 0,
    becomes: '`invalid`',
    read(number) {
      const rule = FIELD_RULES[number] ?? `later-${number}`;
      const [field] = readRefusal(problem('invalid', rule)).refusal.fields;
      return `\`${field?.rule ?? 'refused'}\``;
    },
  },
  {
    list: 'statuses',
    holder: 'answer to a batch',
    source: null,
    first: 512,
    last: 599,
    today: 503,
    becomes: 'noise: it is sent again later',
    read: (number) =>
      syncAnswerOf(number) === 'noise' ? 'noise: it is sent again later' : 'known',
  },
  {
    list: 'content types',
    holder: 'seal',
    source: null,
    first: 65_105,
    last: 65_535,
    today: 65_103,
    becomes: REFUSED,
    read: (number) => sealedAs(Uint8Array.of(0xa2, 1, 0x26, 3, 0x19, number >> 8, number & 255)),
  },
  {
    list: 'algorithms',
    holder: 'seal',
    source: null,
    first: 8,
    last: 24,
    becomes: REFUSED,
    read: (number) => sealedAs(Uint8Array.of(0xa2, 1, 0x1f + number, 3, 0x19, 0xfe, 0x4f)),
  },
  {
    list: 'acts',
    holder: 'decision',
    source: 'decision.ts DECISION_ACTS',
    first: DECISION_ACTS.length,
    becomes: '`unknown`: listed, decides nothing, and figures stay provisional',
    read(number) {
      const read = parseDecision(withField(DECISION, [7], number));
      return read.ok && read.value.act === 'unknown' ? this.becomes : 'known';
    },
  },
  {
    list: 'forms',
    holder: 'note',
    source: null,
    first: 1,
    becomes: 'a remark of the steward',
    read(number) {
      const text = lossText({ journal: filled(16, 0), heldSeq: 0, seq: 1 });
      return parseLoss(number === 0 ? text : `${text} ${number}`) === null
        ? this.becomes
        : 'a loss';
    },
  },
  {
    list: 'versions',
    holder: 'entry',
    source: null,
    first: 2,
    last: 255,
    becomes: 'kept, with the doubt `unknown-version`',
    read(number) {
      const entry = parseEntry(withField(ENTRY, [0], number));
      const body = entry.ok ? entry.value.body : entry;
      return !body.ok && body.fault.code === 'unknown-version' ? this.becomes : 'read';
    },
  },
  {
    list: 'versions',
    holder: 'ink',
    source: null,
    first: 2,
    last: 127,
    becomes: 'kept, with the doubt `unreadable-ink`',
    read(number) {
      const ink = decodeInk(Uint8Array.of(number, ...SIGNING.ink.subarray(1)));
      return !ink.ok && ink.fault.code === 'unknown-version' ? this.becomes : 'read';
    },
  },
  version('invitation', REFUSED_NEWER, async (number) =>
    endOf(parseInvitation(await invited([0], number))),
  ),
  version('enrolment', REFUSED_NEWER, (number) =>
    endOf(parseEnrolmentRequest(withField(REQUEST, [0], number))),
  ),
  version('batch', REFUSED_NEWER, (number) => endOf(parseBatch(withField(BATCH, [0], number)))),
  version('receipt', REFUSED_NEWER, (number) =>
    endOf(parseReceipt(withField(RECEIPT, [0], number))),
  ),
  version('parcel', REFUSED_NEWER, (number) => endOf(parseParcel(withField(PARCEL, [1], number)))),
  version('file of receipts', REFUSED_NEWER, (number) =>
    endOf(parseReceiptFile(withField(RECEIPT_FILE, [1], number))),
  ),
  // A later version comes with a later database, which an older office does not open.
  version('decision', REFUSED_NEWER, (number) =>
    endOf(parseDecision(withField(DECISION, [0], number))),
  ),
  version('roster', REFUSED_NEWER, (number) => endOf(readRoster(withField(ROSTER, [0], number)))),
  version('package', REFUSED, (number) => endOf(readPackage(withField(PACKAGE, [0], number)))),
  version('card', REFUSED, (number) => endOf(parseOfficeCard(withField(CARD, [0], number)))),
  version('grant', REFUSED, (number) => endOf(readGrant(withField(GRANT, [0], number)))),
  version('closing', REFUSED, (number) => endOf(parseClosing(withField(CLOSING, [0], number)))),
];

/** The last number of a list that every later one is tried up to. */
export function lastOf({ last }: LaterValue): number {
  return last ?? MOST;
}

interface InEntry extends Pick<LaterValue, 'list' | 'source' | 'first' | 'today'> {
  readonly path: readonly number[];
}

/** What the office does not understand of a body it keeps all the same. */
function inEntry({ path, ...of }: InEntry): LaterValue {
  return {
    ...of,
    holder: 'entry',
    becomes: KEPT,
    read(number) {
      const entry = parseEntry(withField(ENTRY, path, number));
      return entry.ok && !entry.value.body.ok ? KEPT : 'understood';
    },
  };
}

function version(holder: string, becomes: string, read: LaterValue['read']): LaterValue {
  return { list: 'versions', holder, source: null, first: 2, last: 255, becomes, read };
}

function endOf(result: Result<unknown>): string {
  return result.ok ? 'read' : `refused as \`${result.fault.code}\``;
}

function sealedAs(header: Bytes): string {
  const bytes = joinBytes([INVITED.slice(0, 1), withField(INVITED.slice(1), [0], header)]);
  return endOf(parseSealed(bytes, 'receipt', { bytesMax: bytes.length }));
}

async function invited(path: readonly number[], value: Wire): Promise<string> {
  const body = withField(INVITED_BODY, path, value);
  return invitationUrl('', await sealBody('invitation', body, OFFICE_KEY.sealer));
}

/** Problem details of a request that was not permitted. */
function problem(title: string, rule = 'invalid'): string {
  return JSON.stringify({
    type: `urn:ikrar:fault:${title}`,
    title,
    status: 403,
    detail: '',
    request: '',
    fields: [{ path: 'name', rule }],
  });
}

/** The last number of each list as the CDDL of the protocol has it. */
export const CDDL: readonly string[] = [
  `verdict = 0..${DOUBTS.length + 2}`,
  `pact-code = 0..${PACT_CODES.length - 1}`,
  `pact: 0..${PACT_CODES.length}, optional`,
  `category = 0..${CATEGORIES.length - 1}`,
  `kind: 0..${GATHERING_KINDS.length - 1},`,
  `kinds: [* 0..${AGENCY_KINDS.length - 1}]`,
  `number-kinds: [* 0..${NUMBER_KINDS.length - 1}]`,
  `act: 0..${DECISION_ACTS.length - 1},`,
  `identified-by: 0..${IDENTIFIED_BY.length - 1},`,
  `grade: ${GRADES.map((_, number) => number).join(' / ')},`,
];

/** The lists of codes as the protocol has them. */
export const CODES: readonly string[] = [
  `fault = ${FAULTS.map(quoted).join(' / ')}`,
  `field-rule = ${FIELD_RULES.map(quoted).join(' / ')}`,
];

function quoted(code: string): string {
  return `"${code}"`;
}
