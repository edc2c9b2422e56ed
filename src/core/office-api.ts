/**
 * The organiser's JSON contract: paths, and the shapes of sessions, programmes and rosters as
 * schemas that both sides parse with; gatherings are in office-gathering-api.ts, accounts in
 * office-account-api.ts. Instants are milliseconds since 1970 UTC and named `…Ms`; what an
 * organiser types as a day and hour is local to the zone beside it and has no unit in its name.
 * Every request but GET carries the header `x-ikrar: 1`. Errors are problem details (Problem).
 */
import * as v from 'valibot';
import { CATEGORIES, PACT_CODES } from './category.ts';
import { FAULTS } from './fault.ts';
import { NUMBER_KINDS } from './identity.ts';
import { LIMITS } from './limits.ts';
import { category, count, filled, instantMs, line, listOf, zone } from './office-fields.ts';
import { gatheringLine } from './office-gathering-api.ts';
import type { PaperKind } from './papers.ts';
import { ROSTER_FAULTS } from './roster-fault.ts';
import { ROSTER_FIELDS } from './roster-words.ts';
import { AGENCY_KINDS } from './roster.ts';

/** Paths of the organiser's endpoints. Ids are as the answers give them. */
export const OFFICE_PATHS = {
  /** GET SessionAnswer · POST Login -> SessionAnswer · DELETE -> 204. */
  session: '/api/v1/office/session',
  /** POST Setup -> SessionAnswer: makes the first organiser. */
  setup: '/api/v1/office/setup',
  /** POST PasswordChange -> SessionAnswer, in a new session: all others of the account end. */
  password: '/api/v1/office/password',
  /** GET SessionList: one's own · DELETE -> 204: ends all of them but the one that asks. */
  sessions: '/api/v1/office/sessions',
  /** DELETE -> 204: ends one of one's own. */
  oneSession: (no: string) => `/api/v1/office/sessions/${no}`,
  /** GET AccountList · POST NewOrganiser -> Organiser. */
  organisers: '/api/v1/office/organisers',
  /** DELETE -> 204: removes the account of somebody else for good. */
  account: (login: string) => `/api/v1/office/organisers/${login}`,
  /** POST -> 204: locks the account of somebody else · DELETE -> 204: unlocks it. */
  accountLock: (login: string) => `/api/v1/office/organisers/${login}/lock`,
  /** GET ?filter=&page= SecurityPage. */
  security: '/api/v1/office/security',
  /** GET ?filter= text/csv: the whole log. */
  securityCsv: '/api/v1/office/security.csv',
  /** GET HealthAnswer (health.ts), with an ETag. */
  health: '/api/v1/office/health',
  /** GET ProgrammeList · POST NewProgramme -> Programme. */
  programmes: '/api/v1/office/programmes',
  /** GET Programme. */
  programme: (id: string) => `/api/v1/office/programmes/${id}`,
  /** GET ?query=&page= RosterPage · POST ?commit=0|1 text/csv -> RosterReport. */
  roster: (programmeId: string) => `/api/v1/office/programmes/${programmeId}/roster`,
  /** GET AgencyList: what an invitation can be narrowed to. */
  agencies: (programmeId: string) => `/api/v1/office/programmes/${programmeId}/agencies`,
  /** POST InvitationDraft -> InvitationSize: how large the QR would be. */
  invitationSize: '/api/v1/office/invitation-size',
  /** GET GatheringList · POST NewGathering -> Gathering. */
  gatherings: '/api/v1/gatherings',
  /** GET Gathering. */
  gathering: (id: string) => `/api/v1/gatherings/${id}`,
  /** POST ChangedPrinted -> Gathering: changes what stands on posters, papers and screens alone. */
  printed: (id: string) => `/api/v1/gatherings/${id}/printed`,
  /** POST -> Gathering: closes it · DELETE -> Gathering: opens it again. */
  closed: (id: string) => `/api/v1/gatherings/${id}/closed`,
  /** GET image/svg+xml: the QR of the invitation. */
  qrSvg: (id: string) => `/api/v1/gatherings/${id}/qr.svg`,
  /** GET ?size= image/png: the same, `size` pixels wide (200 to 4,000). */
  qrPng: (id: string) => `/api/v1/gatherings/${id}/qr.png`,
  /** GET StationList · POST NewStation -> StationCode. */
  stations: (id: string) => `/api/v1/gatherings/${id}/stations`,
  /** DELETE -> 204: withdraws a code that no tablet has used. */
  station: (id: string, no: string) => `/api/v1/gatherings/${id}/stations/${no}`,
  /** DELETE -> 204: withdraws it, and what the device sent stays · POST -> 204: gives it back. */
  permission: (id: string, journal: string) =>
    `/api/v1/gatherings/${id}/devices/${journal}/permission`,
  /** POST NewGivenUp -> GivenUp · DELETE -> 204: whether more is expected of a device. */
  givenUp: (id: string, journal: string) => `/api/v1/gatherings/${id}/devices/${journal}/given-up`,
  /** POST NewGivenUp -> 204 · DELETE -> 204: all phones that prove nothing or not all, at once. */
  phonesGivenUp: (id: string) => `/api/v1/gatherings/${id}/phones/given-up`,
  /** POST NewPhoneCeiling -> Gathering: how many walk-ins of phones count at most. */
  phoneCeiling: (id: string) => `/api/v1/gatherings/${id}/phones/ceiling`,
  /** POST -> Gathering: a new code for the poster; who shows an old one is admitted late. */
  joinCode: (id: string) => `/api/v1/gatherings/${id}/join-code`,
  /** GET DecisionList · POST NewDecision -> DecisionList. */
  decisions: (id: string) => `/api/v1/gatherings/${id}/decisions`,
  /** GET Judgement: what judging by the rules of now would change · POST -> Judgement: does it. */
  judgement: (id: string) => `/api/v1/gatherings/${id}/judgement`,
  /** GET ?phones= Completeness: every desk, and that page of the phones. */
  completeness: (id: string) => `/api/v1/gatherings/${id}/completeness`,
  /** GET Turnout, with an ETag: ask again with If-None-Match. */
  turnout: (id: string) => `/api/v1/gatherings/${id}/turnout`,
  /** GET ?page=&filter= EntryPage. */
  entries: (id: string) => `/api/v1/gatherings/${id}/entries`,
  /** GET image/svg+xml: the ink of one entry, by its id and digest. */
  ink: (id: string, entry: string, digest: string) =>
    `/api/v1/gatherings/${id}/entries/${entry}/${digest}/ink.svg`,
  /** GET application/pdf; its options as the table of papers says (papers.ts). */
  paper: (id: string, kind: PaperKind) => `/api/v1/gatherings/${id}/${kind}.pdf`,
} as const;

/** The header, with the value `1`, that no foreign page can make a browser send. */
export const OFFICE_HEADER = 'x-ikrar';

/** Where the app takes up the one-time setup link: `<origin>/kantor/mulai#<token>`. */
export const SETUP_PAGE = '/kantor/mulai';

/** How many rows a page of a list has. */
export const PAGE_ROWS = 50;

/** What a field of a request breaks. */
export const FIELD_RULES = [
  'missing',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'invalid',
  'taken',
  'before-start',
] as const;

/** A refused request: RFC 9457, with the fields that a form should mark. */
export const problem = v.object({
  type: v.string(),
  title: v.picklist(FAULTS),
  status: v.number(),
  detail: v.string(),
  request: v.string(),
  fields: v.optional(listOf(v.object({ path: v.string(), rule: v.picklist(FIELD_RULES) }))),
  /** The same as the header Retry-After. */
  retryAfterSeconds: v.optional(count),
});

/** Somebody who may use the office's screens. */
export const organiser = v.object({ name: v.string(), login: v.string() });

/** Who is signed in; null with setupNeeded while the office has no organiser at all. */
export const sessionAnswer = v.object({
  organiser: v.nullable(organiser),
  setupNeeded: v.boolean(),
  officeName: v.string(),
});

const loginName = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z0-9._-]{3,40}$/));
const password = v.pipe(
  v.string(),
  v.minLength(LIMITS.passwordCharsMin),
  v.maxLength(LIMITS.passwordCharsMax),
);

/** Signing in. Unknown login and wrong password are one fault: login-wrong. */
export const login = v.object({
  login: line(100),
  password: v.pipe(v.string(), v.maxLength(LIMITS.passwordCharsMax)),
});

/** A further organiser, added by one. */
export const newOrganiser = v.object({
  name: filled(LIMITS.nameCharsMax),
  login: loginName,
  password,
});

/** An organiser's own password, by whoever knows it. A wrong one: login-wrong, field `current`. */
export const passwordChange = v.object({
  current: v.pipe(v.string(), v.maxLength(LIMITS.passwordCharsMax)),
  password,
});

/** The first organiser; the token is what follows `#` in the setup link. */
export const setup = v.object({ ...newOrganiser.entries, token: v.string() });

/** The head of the papers: the lines of the government, and the address under them. */
export const letterhead = v.object({
  lines: v.pipe(v.array(filled(LIMITS.titleCharsMax)), v.maxLength(4), v.readonly()),
  address: line(LIMITS.positionCharsMax),
});

/** What is asked of a category; one for each, in the order of CATEGORIES. */
export const categoryRule = v.object({
  category,
  pact: v.nullable(v.picklist(PACT_CODES)),
  optional: v.boolean(),
});

/** A pact campaign to be made; without a matrix it gets the default one. */
export const newProgramme = v.object({
  title: filled(LIMITS.titleCharsMax),
  government: filled(LIMITS.organiserCharsMax),
  election: filled(LIMITS.titleCharsMax),
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
  zone,
  letterhead,
  matrix: v.optional(v.pipe(v.array(categoryRule), v.length(CATEGORIES.length), v.readonly())),
});

const byCategory = listOf(v.object({ category, count }));

/** How the roster stands; null before the first import. */
export const rosterSummary = v.nullable(
  v.object({ rows: count, agencies: count, byCategory, importedAtMs: instantMs }),
);

/** A programme in a list. */
export const programmeLine = v.object({
  id: v.string(),
  title: v.string(),
  government: v.string(),
  year: v.number(),
  rosterRows: count,
  gatherings: count,
});

/** The programmes, newest first. */
export const programmeList = v.object({ programmes: listOf(programmeLine) });

/** A programme with everything its screen shows. */
export const programme = v.object({
  id: v.string(),
  title: v.string(),
  government: v.string(),
  election: v.string(),
  year: v.number(),
  zone,
  letterhead,
  matrix: listOf(categoryRule),
  pacts: listOf(
    v.object({
      code: v.picklist(PACT_CODES),
      version: v.number(),
      title: listOf(v.string()),
      digest: v.string(),
    }),
  ),
  roster: rosterSummary,
  gatherings: listOf(gatheringLine),
});

/** One fault of a roster file, by the row and heading of the organiser's own file. */
export const rosterFault = v.object({
  severity: v.picklist(['error', 'warning']),
  row: count,
  column: v.string(),
  code: v.picklist(ROSTER_FAULTS),
  value: v.string(),
  otherRow: v.nullable(count),
});

/** What a roster file says. Only a file without errors is imported, and then the whole of it. */
export const rosterReport = v.object({
  /** The columns that are read; each other one that holds something is among the faults. */
  columns: listOf(
    v.object({ heading: v.string(), letter: v.string(), field: v.picklist(ROSTER_FIELDS) }),
  ),
  rows: count,
  agencies: count,
  byCategory,
  errors: count,
  warnings: count,
  /** The first 50,000 of them, errors before warnings. */
  faults: listOf(rosterFault),
  /** What the import changes: new people, people found again, people no longer in the file. */
  changes: v.object({ added: count, kept: count, removed: count, keptForEntries: count }),
  imported: v.boolean(),
});

/** One person of a roster. */
export const rosterPerson = v.object({
  no: count,
  name: v.string(),
  number: v.string(),
  numberKind: v.picklist(NUMBER_KINDS),
  rank: v.string(),
  position: v.string(),
  agency: v.string(),
  category,
});

/** The agencies of a roster, parents before those below them; `no` counts from 1. */
export const agencyList = v.object({
  agencies: listOf(
    v.object({
      no: count,
      name: v.string(),
      shortName: v.string(),
      kind: v.picklist(AGENCY_KINDS),
      parent: v.nullable(count),
      /** People in it and below it. */
      people: count,
    }),
  ),
});

/** A page of a roster, in order of number; a query finds names, numbers and agencies. */
export const rosterPage = v.object({
  total: count,
  page: count,
  people: listOf(rosterPerson),
});

/** See problem. */
export type Problem = v.InferOutput<typeof problem>;
/** See organiser. */
export type Organiser = v.InferOutput<typeof organiser>;
/** See sessionAnswer. */
export type SessionAnswer = v.InferOutput<typeof sessionAnswer>;
/** See newOrganiser. */
export type NewOrganiser = v.InferInput<typeof newOrganiser>;
/** See newProgramme. */
export type NewProgramme = v.InferInput<typeof newProgramme>;
/** See programme. */
export type Programme = v.InferOutput<typeof programme>;
/** See programmeLine. */
export type ProgrammeLine = v.InferOutput<typeof programmeLine>;
/** See rosterReport. */
export type RosterReport = v.InferOutput<typeof rosterReport>;
/** See agencyList. */
export type AgencyList = v.InferOutput<typeof agencyList>;
/** See rosterPage. */
export type RosterPage = v.InferOutput<typeof rosterPage>;
