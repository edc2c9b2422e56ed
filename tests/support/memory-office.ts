/**
 * A small but honest office for tests of the device: core's rules, a WebCrypto office key,
 * and entries in memory. It is the transport of a device, so what travels are the real bytes; the
 * weather between them, and a ledger put back to an earlier state, are the test's to command.
 */
import { JOURNAL_HEADER, PATHS, closingPath, packagePath } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Batch, parseBatch } from '#core/batch.ts';
import { type Bytes, fromHex, joinBytes, toHex } from '#core/bytes.ts';
import { DEFAULT_MATRIX } from '#core/category.ts';
import { encodeGrant, encodeOfficeCard, parseEnrolmentRequest } from '#core/enrolment.ts';
import { type ReadEntry, parseEntry } from '#core/entry.ts';
import type { Gathering } from '#core/gathering.ts';
import { SIZES, ZERO_DIGEST } from '#core/id.ts';
import { invitationUrl, sealInvitation } from '#core/invitation.ts';
import { advance, placeEntry, rangesOf } from '#core/ledger.ts';
import { LIMITS } from '#core/limits.ts';
import { encodePackage } from '#core/package.ts';
import { PARCELS_PATH, type ParcelAnswer, encodeReceiptFile, parseParcel } from '#core/parcel.ts';
import { type Pact, defaultPacts, pactSetDigest } from '#core/pact.ts';
import { encodeClosing } from '#core/purge.ts';
import { type JournalState, encodeReceipt } from '#core/receipt.ts';
import { type SealedKind, type Sealer, coseKey, openSealed, sealBody } from '#core/seal.ts';
import { type Doubt, type Verdict, verdictNumber } from '#core/verdict.ts';
import { digest, makeJournalKeys, sealCheckOf, sealerOf } from '#device/keys.ts';
import type { Ask, Reply, Transport } from '#device/network/transport.ts';
import { withVerdicts } from './later-receipt.ts';

/** What happens on the way: an answer of somebody else's, or the office's answer spoiled. */
export interface Weather {
  before?(ask: Ask): Reply | null | Promise<Reply | null>;
  after?(ask: Ask, reply: Reply): Reply | Promise<Reply>;
}

interface HeldEntry {
  readonly bytes: Bytes;
  readonly digest: Bytes;
  readonly read: ReadEntry;
}

interface HeldJournal {
  readonly publicKey: Bytes;
  readonly entries: Map<number, HeldEntry>;
  readonly strays: HeldEntry[];
  forked: boolean;
}

interface Held {
  readonly pacts?: readonly Pact[];
  readonly roster?: Bytes;
}

export const OFFLINE: Weather = { before: () => ({ kind: 'offline' }) };

/** An office that cannot be reached. */
export const noOffice: Transport = () => Promise.resolve({ kind: 'offline' });

/** Opens an office with one gathering. */
export async function openMemoryOffice(held: Held = {}): Promise<MemoryOffice> {
  const keys = await makeJournalKeys();
  return new MemoryOffice(await sealerOf(keys), keys.publicKey, held);
}

/** An answer with a status, and perhaps a body. */
export function answer(
  status: number,
  body: Bytes = new Uint8Array(0),
): Extract<Reply, { readonly kind: 'answer' }> {
  return { kind: 'answer', status, body, etag: null, retryAfterMs: null, late: null };
}

/** Owns what the office holds, for the test to look at. */
export class MemoryOffice {
  journals = new Map<string, HeldJournal>();
  weather: Weather = {};
  epoch = 1;
  /** What is doubted about every new entry. */
  doubt: Doubt | null = null;
  /** The number with which every new entry is answered, as by an office that is newer. */
  laterVerdict: number | null = null;
  /** So many verdicts are missing from each receipt of entries, as from a faulty office. */
  leavesOut = 0;
  roster: Bytes | null;
  closedAtMs: number | null = null;
  /** Up to here every backup holds what it holds itself. */
  safeSeq = 0;
  /** How far its clock is ahead of the device's. */
  aheadMs = 0;
  gathering: Gathering = {
    id: Uint8Array.from([9, 9, 0, 0, 0, 0, 0, 1]),
    title: 'Apel Gabungan',
    place: 'Lapangan Contoh',
    startsAtMs: Date.now(),
    zone: 'WITA',
    kind: 'apel',
    organiser: 'Badan Kesbangpol Contoh',
    fields: { government: 'Kabupaten Contoh', election: 'Pemilihan Contoh', year: 2026 },
  };
  stationCode: Bytes = new Uint8Array(SIZES.secret).fill(7);
  /** Whoever enrols now is told to be late, and why. */
  late: string | null = null;
  readonly #joinSecret: Bytes = new Uint8Array(SIZES.secret).fill(3);
  readonly #sealer: Sealer;
  readonly #publicKey: Bytes;
  readonly #pacts: readonly Pact[];
  #saidMs = 0;

  constructor(sealer: Sealer, publicKey: Bytes, { pacts, roster }: Held) {
    this.#sealer = sealer;
    this.#publicKey = publicKey;
    this.#pacts = pacts ?? defaultPacts(this.gathering.fields);
    this.roster = roster ?? null;
  }

  /** The text of the poster's QR, or of a station's. */
  async invitation(grade: 'phone' | 'station' = 'phone', origin = ''): Promise<string> {
    const sealed = await sealInvitation(
      {
        gathering: this.gathering,
        pactSet: await pactSetDigest(this.#pacts, DEFAULT_MATRIX, digest),
        joinSecret: this.#joinSecret,
        validHours: 48,
      },
      this.#sealer,
    );
    assert(sealed.ok, 'the invitation fits');
    return invitationUrl(origin, sealed.value, grade === 'station' ? this.stationCode : undefined);
  }

  /** The device's way to this office. */
  readonly transport: Transport = async (ask) => {
    const spoiled = (await this.weather.before?.(ask)) ?? null;
    if (spoiled !== null) return spoiled;
    const reply = await this.#take(ask);
    return (await this.weather.after?.(ask, reply)) ?? reply;
  };

  /** Every entry it holds, by journal and sequence; strays after them. */
  entries(): readonly Bytes[] {
    return [...this.journals.values()].flatMap(({ entries, strays }) => {
      const chained = [...entries].sort(([a], [b]) => a - b).map(([, held]) => held);
      return [...chained, ...strays].map(({ bytes }) => bytes);
    });
  }

  /** Goes back to a backup from before these sequences. */
  forget(fromSeq: number): void {
    for (const { entries } of this.journals.values()) {
      for (const seq of entries.keys()) if (seq >= fromSeq) entries.delete(seq);
    }
  }

  /** Takes a parcel that somebody brought; null when it is none. */
  async import(file: Bytes): Promise<Bytes | null> {
    const parcel = parseParcel(file);
    if (!parcel.ok) return null;
    for (const bytes of parcel.value.enrolments) await this.#enrolment(bytes);
    const answers: ParcelAnswer[] = [];
    for (const bytes of parcel.value.batches) {
      const receipt = await this.#ingest(bytes);
      answers.push(receipt === null ? { fault: 'not-enrolled' } : { receipt });
    }
    return encodeReceiptFile({ answers });
  }

  #take(ask: Ask): Promise<Reply> {
    switch (ask.path) {
      case PATHS.office:
        return Promise.resolve(answer(200, this.#card()));
      case PATHS.enrolments:
        return this.#enrol(ask);
      case PATHS.sync:
        return this.#sync(ask);
      case PARCELS_PATH:
        return this.#parcel(ask);
      case packagePath(toHex(this.gathering.id)):
        return this.#package(ask);
      case closingPath(toHex(this.gathering.id)):
        return Promise.resolve(answer(200, this.#closing()));
      default:
        return Promise.resolve(answer(404));
    }
  }

  #card(): Bytes {
    const publicKeys = [this.#publicKey];
    return encodeOfficeCard({
      name: 'Kabupaten Contoh',
      publicKeys,
      officeTimeMs: Date.now() + this.aheadMs,
    });
  }

  #closing(): Bytes {
    return encodeClosing({ gathering: this.gathering.id, closedAtMs: this.closedAtMs });
  }

  #enrol({ body }: Ask): Promise<Reply> {
    return this.#enrolment(body?.bytes ?? new Uint8Array(0));
  }

  async #enrolment(bytes: Bytes): Promise<Reply> {
    const claimed = await bodyOf(bytes, 'enrolment');
    const request = claimed === null ? null : parseEnrolmentRequest(claimed);
    if (request === null || !request.ok) return answer(400);
    const { publicKey, grade, secret } = request.value;
    const isGenuine = (await bodyOf(bytes, 'enrolment', publicKey)) !== null;
    const wanted = grade === 'station' ? this.stationCode : this.#joinSecret;
    if (!isGenuine || toHex(secret) !== toHex(wanted)) return answer(403);
    const journal = (await digest(coseKey(publicKey))).slice(0, SIZES.id);
    if (!this.journals.has(toHex(journal))) {
      const fresh = { publicKey, entries: new Map(), strays: [], forked: false };
      this.journals.set(toHex(journal), fresh);
    }
    const grant = {
      journal,
      grade,
      token: await tokenOf(journal),
      station: grade === 'station' ? 'Meja 3' : '',
      epoch: this.epoch,
      officeTimeMs: Date.now(),
    };
    return { ...answer(200, encodeGrant(grant)), late: this.late };
  }

  async #package({ headers }: Ask): Promise<Reply> {
    const bytes = encodePackage({
      gathering: this.gathering.id,
      pacts: this.#pacts,
      matrix: DEFAULT_MATRIX,
      recital: { title: ['IKRAR'], lines: ['Kami berikrar.'] },
      roster: this.roster,
      invited: [],
    });
    const etag = `"${toHex((await digest(bytes)).subarray(0, 16))}"`;
    const isKnown = headers?.['if-none-match'] === etag;
    const body = isKnown ? new Uint8Array(0) : bytes;
    return { ...answer(isKnown ? 304 : 200, body), etag };
  }

  async #sync({ body, token }: Ask): Promise<Reply> {
    const bytes = body?.bytes ?? new Uint8Array(0);
    const claimed = await bodyOf(bytes, 'batch');
    const batch = claimed === null ? null : parseBatch(claimed);
    if (batch === null || !batch.ok) return answer(400);
    const journal = this.journals.get(toHex(batch.value.journal));
    const expected = toHex(await tokenOf(batch.value.journal));
    if (journal === undefined || token === undefined || toHex(token) !== expected) {
      return answer(401);
    }
    const receipt = await this.#ingest(bytes);
    return receipt === null ? answer(400) : answer(200, receipt);
  }

  async #parcel({ body, token, headers }: Ask): Promise<Reply> {
    const carrier = headers?.[JOURNAL_HEADER] ?? '';
    const expected = this.journals.has(carrier)
      ? await tokenOf(fromHex(carrier) ?? new Uint8Array(0))
      : null;
    if (expected === null || toHex(token ?? expected.subarray(1)) !== toHex(expected)) {
      return answer(401);
    }
    const receipts = await this.import(body?.bytes ?? new Uint8Array(0));
    return receipts === null ? answer(400) : answer(200, receipts);
  }

  /** Takes a batch of a known journal; null when it is none. */
  async #ingest(bytes: Bytes): Promise<Bytes | null> {
    const claimed = await bodyOf(bytes, 'batch');
    const batch = claimed === null ? null : parseBatch(claimed);
    if (batch === null || !batch.ok) return null;
    const journal = this.journals.get(toHex(batch.value.journal));
    if (journal === undefined) return null;
    if ((await bodyOf(bytes, 'batch', journal.publicKey)) === null) return null;
    if (!batch.value.entries.every((entry) => parseEntry(entry).ok)) return null;
    const verdicts: Verdict[] = [];
    for (const entry of batch.value.entries) {
      verdicts.push(this.#judged(await place(journal, entry)));
    }
    return this.#receipt(batch.value, verdicts);
  }

  /** The office's clock, which never stands still. */
  #tick(): number {
    this.#saidMs = Math.max(Date.now() + this.aheadMs, this.#saidMs + 1);
    return this.#saidMs;
  }

  #judged(verdict: Verdict): Verdict {
    const isDoubted = verdict.kind === 'stored' && this.doubt !== null;
    return isDoubted ? { kind: 'quarantined', doubt: this.doubt ?? 'forked' } : verdict;
  }

  #receipt(batch: Batch, verdicts: readonly Verdict[]): Promise<Bytes> {
    const numbers = verdicts.map((verdict) =>
      verdict.kind === 'stored' ? (this.laterVerdict ?? 0) : verdictNumber(verdict),
    );
    const body = encodeReceipt({
      batch: batch.id,
      epoch: this.epoch,
      officeTimeMs: this.#tick(),
      verdicts,
      journals: batch.claims.map(({ journal }) => {
        const state = stateOf(journal, this.journals.get(toHex(journal)) ?? UNKNOWN);
        return { ...state, safeSeq: Math.min(this.safeSeq, state.seq) };
      }),
    });
    return sealBody('receipt', withVerdicts(body, numbers.slice(this.leavesOut)), this.#sealer);
  }
}

const believe = (): Promise<boolean> => Promise.resolve(true);

/** The body of what is sealed; checked when the key is given, else only as claimed. */
async function bodyOf(bytes: Bytes, kind: SealedKind, publicKey?: Bytes): Promise<Bytes | null> {
  const check = publicKey === undefined ? believe : await sealCheckOf(publicKey);
  const opened = await openSealed(bytes, kind, { bytesMax: LIMITS.batchBytesMax, check });
  return opened.ok ? opened.value : null;
}

function tokenOf(journal: Bytes): Promise<Bytes> {
  return digest(joinBytes([journal, Uint8Array.of(1)]));
}

async function place(journal: HeldJournal, bytes: Bytes): Promise<Verdict> {
  const read = parseEntry(bytes);
  assert(read.ok, 'checked before');
  const held: HeldEntry = { bytes, digest: await digest(bytes), read: read.value };
  const { seq, id } = read.value.envelope;
  const all = [...journal.entries.values(), ...journal.strays];
  const under = all.find((other) => toHex(other.read.envelope.id) === toHex(id));
  const atSeq = journal.entries.get(seq)?.digest ?? null;
  switch (placeEntry(held.digest, { atSeq, underId: under?.digest ?? null })) {
    case 'new':
      journal.entries.set(seq, held);
      return { kind: 'stored' };
    case 'duplicate':
      return { kind: 'duplicate' };
    case 'conflict':
      journal.strays.push(held);
      return { kind: 'conflict' };
    case 'fork':
      journal.strays.push(held);
      journal.forked = true;
      return { kind: 'quarantined', doubt: 'forked' };
  }
}

/** Of a journal that it does not know it holds nothing, and says so. */
const UNKNOWN = { entries: new Map<number, HeldEntry>(), forked: false };

function stateOf(
  journal: Bytes,
  { entries, forked }: Pick<HeldJournal, 'entries' | 'forked'>,
): JournalState {
  const { head } = advance({ seq: 0, digest: ZERO_DIGEST }, (seq) => {
    const held = entries.get(seq);
    return held === undefined ? null : { seq, digest: held.digest, prev: held.read.envelope.prev };
  });
  const beyond = [...entries.keys()].filter((seq) => seq > head.seq).sort((a, b) => a - b);
  const highestSeq = Math.max(0, ...entries.keys());
  return { journal, ...head, extra: rangesOf(beyond), forked, safeSeq: 0, highestSeq };
}
