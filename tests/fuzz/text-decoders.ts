/**
 * Every decoder of texts, and of the files that people make. A text may have many forms:
 * what is read of it must be the same when it is written in the one form that we write.
 */
import { type Bytes, equalBytes, fromBase32, fromHex, toBase32, toHex } from '#core/bytes.ts';
import { FAULTS } from '#core/fault.ts';
import {
  FOUR_DIGITS,
  birthDateOf,
  doubtOf,
  keptKind,
  keptText,
  maskNumber,
  parseNumber,
} from '#core/identity.ts';
import { invitationUrl, parseInvitation, sealInvitation } from '#core/invitation.ts';
import { LIMITS } from '#core/limits.ts';
import { lossText, parseLoss } from '#core/loss.ts';
import { coreName, normaliseName, queryWords } from '#core/names.ts';
import { readAnswer, readRefusal } from '#core/office-answer.ts';
import { type Problem, sessionAnswer } from '#core/office-api.ts';
import { decodeRoster, encodeRoster } from '#core/roster.ts';
import { readRosterCsv } from '#server/roster/roster-csv.ts';
import { planRoster } from '#server/roster/roster-plan.ts';
import { bigRoster, rosterCsv } from '../../scripts/demo/kabupaten.ts';
import { filled } from '../../scripts/vectors/samples.ts';
import identity from '../vectors/identity.json' with { type: 'json' };
import invitations from '../vectors/invitation.json' with { type: 'json' };
import names from '../vectors/names.json' with { type: 'json' };
import { isAccepted } from './decoders.ts';
import { editBytes, editText } from './edits.ts';
import { textFloods } from './floods.ts';
import { type Decoder, type Reading, decoderOf } from './fuzz.ts';

const TEXT_CHARS_MAX = LIMITS.entryBytesMax;
const PIECES = (
  'a|A|0|9| |\n|.|,|/|"|-|=|#|[|{"a":|\\u0000|e\u0301|\u0301|\u200b|\ud800|水|ﷺ|' +
  "'|abdul|abdur|nur |oe|Dr. |S.|NIP |NIP.|#g/|https://|1E|1."
).split('|');

function text(
  name: string,
  seeds: readonly string[],
  read: (text: string) => Reading | Promise<Reading>,
): Decoder {
  const [good = ''] = seeds;
  const floods = textFloods(good, { pieces: PIECES, charsMax: TEXT_CHARS_MAX });
  return decoderOf({ name, seeds, floods, edit: editText, read });
}

const valid = invitations.valid.map((vector) => vector.text);

/** The seal is kept as it is: what is sealed again must be the same bytes. */
async function readInvitation(scanned: string): Promise<Reading> {
  const read = parseInvitation(scanned);
  if (!isAccepted(read) || !read.ok) return 'refused';
  const { origin, invitation, sealed, bytes, stationCode } = read.value;
  const { kid, seal } = sealed;
  const { kind } = invitation.gathering;
  if (kind !== 'unknown') {
    const known = { ...invitation, gathering: { ...invitation.gathering, kind } };
    const again = await sealInvitation(known, { kid, seal: () => Promise.resolve(seal) });
    if (!again.ok || !equalBytes(again.value, bytes)) return 'not canonical';
  }
  const url = invitationUrl(origin ?? 'https://kantor.example', bytes, stationCode ?? undefined);
  const once = parseInvitation(url);
  const isSame =
    once.ok &&
    equalBytes(once.value.bytes, bytes) &&
    (origin === null || once.value.origin === origin) &&
    equalBytes(once.value.stationCode ?? bytes, stationCode ?? bytes);
  return isSame ? 'accepted' : 'not canonical';
}

const LOSSES = [
  lossText({ journal: filled(16, 0x10), heldSeq: 0, seq: 1 }),
  lossText({ journal: filled(16, 0xf0), heldSeq: 12, seq: 4_096 }),
  'Hujan; pindah ke pendopo.',
];

function readLoss(note: string): Reading {
  const loss = parseLoss(note);
  if (loss === null) return 'refused';
  return lossText(loss) === note ? 'accepted' : 'not canonical';
}

/** What is kept of a number is a number of its kind, and shows no more than it may. */
function readNumber(typed: string): Reading {
  const read = parseNumber(typed);
  maskNumber(typed);
  keptKind(typed);
  if (!isAccepted(read) || !read.ok) return 'refused';
  doubtOf(read.value);
  birthDateOf(read.value);
  const kept = keptText(read.value);
  const again = parseNumber(kept);
  // Four digits alone are of a NIK, whoever typed them.
  const kind = FOUR_DIGITS.test(kept) ? 'nik' : read.value.kind;
  const isSame = keptKind(kept) === kind && again.ok && keptText(again.value) === kept;
  return isSame ? 'accepted' : 'not canonical';
}

function readName(written: string): Reading {
  const [normal, core] = [normaliseName(written), coreName(written)];
  for (const degrees of ['kept', 'dropped'] as const) queryWords(written, { degrees });
  if (normal === '') return 'refused';
  return normaliseName(normal) === normal && coreName(core) === core ? 'accepted' : 'not canonical';
}

const PROBLEM: Problem = {
  type: 'urn:ikrar:fault:invalid',
  title: 'invalid',
  status: 422,
  detail: 'two fields',
  request: 'req-1',
  fields: [{ path: 'body.title', rule: 'too-large' }],
};
const SESSION = { organiser: { name: 'Siti Contoh', login: 'siti' }, setupNeeded: false };

/** `unavailable` without a request is what anything else is read as. */
function readProblem(answer: string): Reading {
  const read = readRefusal(answer).refusal;
  const { code, fields, request } = read;
  if (!FAULTS.includes(code)) throw new Error('a fault of no list');
  const session = readAnswer(sessionAnswer, answer);
  if (code === 'unavailable' && request === '' && fields.length === 0)
    return session.ok ? 'accepted' : 'refused';
  const wait = read.retryAfterMs === null ? {} : { retryAfterSeconds: read.retryAfterMs / 1_000 };
  const again = { ...PROBLEM, title: code, fields, request, ...wait };
  return JSON.stringify(readRefusal(JSON.stringify(again)).refusal) === JSON.stringify(read)
    ? 'accepted'
    : 'not canonical';
}

const read16 = (
  form: string,
  read: (text: string) => Bytes | null,
  write: (bytes: Bytes) => string,
) =>
  text(
    form,
    ['', '00', '0aff', 'AAAA', 'MFRGG', toHex(filled(16, 9)), toBase32(filled(16, 9))],
    (typed) => {
      const bytes = read(typed);
      if (bytes === null) return 'refused';
      return write(bytes) === write(read(write(bytes)) ?? filled(1, 0)) &&
        write(bytes).toLowerCase() === typed.toLowerCase()
        ? 'accepted'
        : 'not canonical';
    },
  );

const CSV = [
  rosterCsv(bigRoster(12, 3)),
  'Nama,NIP,Jabatan\n"Budira, S.Sos., M.M.",,"Kepala ""Bidang""\nSatu"\nSantoro,1,\nCalo,1,\n',
  'DAFTAR PEGAWAI;;;\n;;;\nNo;Nama;NIP;Kecamatan;Desa;TTL;Kategori;Urutan\n1;Budi;9903;A;B;Lontara, 22 Juli 1976;kades;1\n',
  '="Nama";="NIP";="Jabatan"\n="Budira";="197607222001122901";="Kepala ""Bidang"""\n',
  'Nama\tNIP\tUnit Kerja\r\nA.Calo\t199003152023211902\tDinas Pendidikan\r\n',
];
const NEW_ROSTER = { rows: [], agencies: [], highestNo: 0, hasEntries: () => false };

/** A roster that the office takes from a file is one that its tablets read, in its one form. */
function readCsv(file: Bytes): Reading {
  const judged = readRosterCsv(file);
  if (!isAccepted(judged) || !judged.ok) return 'refused';
  const isClean = !judged.value.faults.some(({ severity }) => severity === 'error');
  if (!isClean || judged.value.rows.length === 0) return 'refused';
  const { rows, agencies } = planRoster(NEW_ROSTER, judged.value);
  const bytes = encodeRoster({ programme: 'p', rows, agencies });
  const read = decodeRoster(bytes);
  return read.ok && equalBytes(encodeRoster(read.value), bytes) ? 'accepted' : 'not canonical';
}

const csv = decoderOf<Bytes>({
  name: 'roster file',
  seeds: CSV.flatMap((file) => [
    new TextEncoder().encode(file),
    new Uint8Array(Buffer.from(`\ufeff${file}`, 'utf16le')),
  ]),
  floods: [],
  edit(chance, input, seeds) {
    if (chance.next() < 0.3) return editBytes(chance, input, seeds);
    const edited = editText(chance, new TextDecoder().decode(input), CSV);
    return new TextEncoder().encode(edited);
  },
  read: readCsv,
});

/** Every decoder of texts and of people's files. */
export const TEXT_DECODERS: readonly Decoder[] = [
  text(
    'invitation',
    [...valid, ...valid, ...valid, ...invitations.invalid.map((vector) => vector.text)],
    readInvitation,
  ),
  text('loss note', LOSSES, readLoss),
  text(
    'number',
    identity.numbers.map((vector) => vector.in),
    readNumber,
  ),
  text(
    'name',
    names.names.map((vector) => vector.in),
    readName,
  ),
  text(
    'problem',
    [JSON.stringify(PROBLEM), JSON.stringify(SESSION), '{"organiser":null,"setupNeeded":true}'],
    readProblem,
  ),
  read16('hex', fromHex, toHex),
  read16('base32', fromBase32, toBase32),
  csv,
];
