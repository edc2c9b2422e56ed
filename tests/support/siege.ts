/**
 * An office under siege: a process that is killed at any moment, and devices with keys of
 * their own that send to it all the time. Each remembers every entry it made and every receipt it
 * had, so that what is on the disk afterwards can be held against both.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { MEDIA, PATHS } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, equalBytes, toHex } from '#core/bytes.ts';
import { parseOfficeCard } from '#core/enrolment.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, programme } from '#core/office-api.ts';
import { gathering, stationCode } from '#core/office-gathering-api.ts';
import { type ReadReceipt, parseReceipt } from '#core/receipt.ts';
import { openSealed } from '#core/seal.ts';
import { readConfig } from '#server/config.ts';
import { publicKeyOf, sealCheckOf, sha256 } from '#server/keys.ts';
import { AMBIENT, openOffice } from '#server/office.ts';
import {
  type FieldDevice,
  type KeptEntry,
  openFieldDevice,
} from '../../scripts/demo/field-device.ts';
import { NEW_PROGRAMME, listed, newGathering, rosterCsv, signing } from './field.ts';
import { type OfficeProcess, freePort, openNewOffice } from './office-process.ts';
import { recounted } from './office-with-field.ts';
import { PATIENCE } from './patience.ts';

const PEOPLE = 60;
const RUN_MAX = 25;
const OUTSTANDING_MAX = 60;

/** A device that sends, and what the office has told it. */
export interface Sender {
  readonly device: FieldDevice;
  /** Entries that a genuine receipt gave a verdict on. */
  readonly received: ReadonlyMap<number, KeptEntry>;
  readonly receipts: readonly ReadReceipt[];
  /** Answers that were no receipt, by status; 0 is none at all. */
  readonly refusals: ReadonlyMap<number, number>;
  /** Makes a few entries and sends a run; answers whether there was a receipt. */
  send(): Promise<boolean>;
  /** Sends a batch without an entry; answers whether there was a receipt. */
  beat(): Promise<boolean>;
  /** Takes no receipt for granted any more, as after a new epoch. */
  forget(): void;
  /** Sends what it has until the office has everything. */
  empty(): Promise<void>;
}

export interface Siege extends AsyncDisposable {
  readonly office: OfficeProcess;
  readonly gathering: string;
  readonly senders: readonly Sender[];
}

/** An office process with a roster, a gathering, and so many devices of its own phones. */
export async function laySiege(
  place: { readonly devices: number } & Partial<Parameters<typeof openNewOffice>[0]>,
): Promise<Siege> {
  const { devices: count, ...rest } = place;
  const office = await openNewOffice({ port: await freePort(), ...rest });
  const made = await office.read(programme, OFFICE_PATHS.programmes, {
    method: 'POST',
    body: NEW_PROGRAMME,
  });
  await office.ask(`${OFFICE_PATHS.roster(made.id)}?commit=1`, {
    method: 'POST',
    body: rosterCsv(PEOPLE),
    type: 'text/csv',
  });
  const startsAt = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16); // in WITA
  const held = await office.read(gathering, OFFICE_PATHS.gatherings, {
    method: 'POST',
    body: { ...newGathering(made.id), startsAt },
  });
  const check = await officeCheck(office);
  const senders: Sender[] = [];
  for (let i = 0; i < count; i++) {
    const post = postTo(office);
    const { url } = await office.read(stationCode, OFFICE_PATHS.stations(held.id), {
      method: 'POST',
      body: { name: `Meja ${i + 1}` },
    });
    const device = await openFieldDevice(url, {
      post,
      random: AMBIENT.random,
      now: () => Date.now(),
    });
    senders.push(senderOf(device, { post, check }));
  }
  return {
    office,
    gathering: held.id,
    senders,
    [Symbol.asyncDispose]: () => office[Symbol.asyncDispose](),
  };
}

type Post = Parameters<typeof openFieldDevice>[1]['post'];
type SealCheck = ReturnType<typeof sealCheckOf>;

function senderOf(
  device: FieldDevice,
  { post, check }: { readonly post: Post; readonly check: SealCheck },
): Sender {
  const received = new Map<number, KeptEntry>();
  const receipts: ReadReceipt[] = [];
  const refusals = new Map<number, number>();

  const exchange = async (run: readonly KeptEntry[]): Promise<boolean> => {
    const body = await device.seal(run);
    const { status, bytes } = await post(PATHS.sync, { body, headers: device.headers });
    if (status !== 200) {
      refusals.set(status, (refusals.get(status) ?? 0) + 1);
      return false;
    }
    const receipt = await readReceipt(bytes, check);
    assert(receipt.verdicts.length === run.length, 'one verdict for every entry');
    for (const [i, { kind }] of receipt.verdicts.entries()) {
      const entry = run[i];
      assert(entry !== undefined && (kind === 'stored' || kind === 'duplicate'), `no ${kind}`);
      received.set(entry.seq, entry);
    }
    const state = receipt.journals[0];
    const own = device.entries[(state?.seq ?? 0) - 1];
    assert(
      state?.seq === 0 || (own && equalBytes(sha256(own.bytes), state?.digest ?? own.bytes)),
      'the chain of the office is that of the device',
    );
    receipts.push(receipt);
    return true;
  };
  const nextRun = (): readonly KeptEntry[] => {
    const at = device.entries.findIndex(({ seq }) => !received.has(seq));
    return at < 0 ? [] : device.entries.slice(at, at + RUN_MAX);
  };
  return {
    device,
    received,
    receipts,
    refusals,
    async send() {
      for (let more = below(4); more > 0; more--) {
        if (device.entries.length - received.size >= OUTSTANDING_MAX) break;
        device.keep(await signing(listed(1 + below(PEOPLE))));
      }
      const run = nextRun();
      // Now and then what has a receipt is sent again, as a device does that lost one.
      const back = Math.max(0, (run[0]?.seq ?? device.entries.length) - 1 - below(RUN_MAX));
      return exchange(below(8) === 0 ? device.entries.slice(back, back + RUN_MAX) : run);
    },
    beat: () => exchange([]),
    forget: () => received.clear(),
    async empty() {
      for (let run = nextRun(); run.length > 0; run = nextRun()) {
        assert(await exchange(run), 'the office answers');
      }
    },
  };
}

function below(bound: number): number {
  return Math.floor(Math.random() * bound);
}

function postTo({ port }: OfficeProcess): Post {
  return async (path, { body, headers }) => {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(PATIENCE.answerMs),
      });
      return { status: answer.status, bytes: await answer.bytes() };
    } catch {
      // Killed, or not there yet: a device cannot tell either, and keeps what it has.
      return { status: 0, bytes: new Uint8Array(0) };
    }
  };
}

async function officeCheck({ port }: OfficeProcess): Promise<SealCheck> {
  const answer = await fetch(`http://127.0.0.1:${port}${PATHS.office}`);
  assert(answer.headers.get('content-type') === MEDIA.cbor, 'the card of the office');
  const card = parseOfficeCard(await answer.bytes());
  const point = card.ok ? card.value.publicKeys[0] : undefined;
  const key = point === undefined ? null : publicKeyOf(point);
  assert(key !== null, 'the office has a key');
  return sealCheckOf(key);
}

async function readReceipt(bytes: Bytes, check: SealCheck): Promise<ReadReceipt> {
  const bytesMax = LIMITS.receiptBytesMax;
  const body = await openSealed(bytes, 'receipt', { bytesMax, check });
  assert(body.ok, 'the receipt is sealed by the office');
  const receipt = parseReceipt(body.value);
  assert(receipt.ok, 'the receipt is well-formed');
  return receipt.value;
}

/** What happened, for the table. */
export interface KillReport {
  readonly kills: number;
  readonly killsWhileStarting: number;
  readonly made: number;
  readonly received: number;
  readonly receipts: number;
  /** Requests that had no answer: the office was killed over them, or was not there. */
  readonly unanswered: number;
}

/** Kills the office that often, at random moments, while every device sends. */
export async function endureKills(siege: Siege, cycles: number): Promise<KillReport> {
  const { office, senders } = siege;
  const receipts = (): number => sum(senders, (sender) => sender.receipts.length);
  let kills = 0;
  let killsWhileStarting = 0;
  {
    await using _ = keepSending(senders, (answered) => (answered ? below(8) : 20));
    // On a busy machine some kills come before anything was received: then there are more of them.
    while (kills < cycles || receipts() <= cycles) {
      await sleep(50 + below(500));
      await office.kill();
      if (below(8) === 0) {
        const starting = office.start().catch(() => undefined);
        await sleep(below(700));
        await office.kill();
        await starting;
        killsWhileStarting += 1;
      }
      await office.start();
      kills += 1;
    }
  }
  await office.kill();
  return {
    kills: kills + killsWhileStarting + 1,
    killsWhileStarting,
    made: sum(senders, ({ device }) => device.entries.length),
    received: sum(senders, ({ received }) => received.size),
    receipts: receipts(),
    unanswered: sum(senders, ({ refusals }) => refusals.get(0) ?? 0),
  };
}

/** Devices that send, until this is disposed of; what one of them threw is thrown then. */
export function keepSending(
  senders: readonly Sender[],
  pauseMs: (answered: boolean) => number,
): AsyncDisposable {
  const over = new AbortController();
  const sending = Promise.allSettled(
    senders.map(async (sender) => {
      while (!over.signal.aborted) await sleep(pauseMs(await sender.send()));
    }),
  );
  return {
    async [Symbol.asyncDispose]() {
      over.abort();
      for (const sent of await sending) if (sent.status === 'rejected') throw sent.reason;
    },
  };
}

function sum(senders: readonly Sender[], of: (sender: Sender) => number): number {
  return senders.reduce((total, sender) => total + of(sender), 0);
}

/** What the ledger on the disk has against what the devices know, one line for each difference. */
export function differences({ office, gathering: id, senders }: Siege): readonly string[] {
  const wrong: string[] = [];
  const rows = office.ledger(id);
  const byPlace = new Map(rows.map((row) => [`${row.journal}/${row.seq}`, row]));
  if (byPlace.size !== rows.length) wrong.push('two rows stand in one place');
  if (new Set(rows.map(({ bytes }) => bytes)).size !== rows.length) wrong.push('an entry twice');
  if (office.strayCount() > 0) wrong.push(`${office.strayCount()} entries stand beside the ledger`);
  const made = new Set<string>();
  for (const { device, received } of senders) {
    const journal = toHex(device.journal);
    for (const { bytes } of device.entries) made.add(toHex(bytes));
    for (const { seq, bytes } of received.values()) {
      const row = byPlace.get(`${journal}/${seq}`);
      if (row?.bytes !== toHex(bytes))
        wrong.push(`a receipt for ${journal}/${seq}, and no such row`);
    }
  }
  for (const { journal, seq, bytes } of rows) {
    if (!made.has(bytes)) wrong.push(`${journal}/${seq} was made by no device`);
  }
  return wrong;
}

/** The turnout as the counters on the disk of a stopped office say, and as a recount says. */
export async function recountOf(folder: string): Promise<readonly unknown[]> {
  const read = readConfig({ IKRAR_DATA: folder });
  assert(read.ok, 'the folder is all it reads');
  const office = await openOffice({ ...read.value, log: false });
  const both = await recounted({ office });
  await office.close();
  return both;
}
