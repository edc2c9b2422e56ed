/**
 * Ingest: whole batches over HTTP into the office's ledger, every seal checked and every commit
 * durable, beside a naive server that takes one JSON POST per signature, in the same run. Both have
 * worked for a while before: the office has taken a whole gathering. Of several rounds the least
 * disturbed counts, because whatever else a machine does only adds; the median stands beside it.
 * Linux only: processor time comes from /proc.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PATHS } from '#core/api.ts';
import { assert } from '#core/assert.ts';
import { type Bytes, toHex } from '#core/bytes.ts';
import { LIMITS } from '#core/limits.ts';
import type { FieldDevice } from '../scripts/demo/field-device.ts';
import { handwriting } from '../scripts/demo/handwriting.ts';
import { openCrowd } from './crowd.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { type BenchTable, atMost, percentile } from './table.ts';

const PEOPLE = 50_000;
const DEVICES = 10;
const NAIVE_PEOPLE = 4_000;
const ROUNDS = 3;
const OFFICE_PORT = 18_080;
const NAIVE_PORT = 18_081;
const ENTRIES_PER_SECOND_MIN = 25_000;
const CPU_SECONDS_MAX = 0.15;

interface Round {
  readonly perSecond: number;
  /** Processor seconds for 10,000. */
  readonly cpuSeconds: number;
}

interface Figures extends Round {
  readonly cpuMedian: number;
}

export async function run(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'ikrar-bench-'));
  try {
    const office = await measureOffice(folder);
    const naive = await measureNaive(folder);
    return {
      name: `ingest: ${PEOPLE} people, ${DEVICES} devices, batches of ${LIMITS.batchEntriesMax}`,
      rows: [
        {
          what: 'entries',
          value: office.perSecond,
          unit: '/s',
          budget: ENTRIES_PER_SECOND_MIN,
          ok: office.perSecond >= ENTRIES_PER_SECOND_MIN,
        },
        atMost({
          what: `server CPU per 10,000 entries, least of ${ROUNDS}`,
          value: office.cpuSeconds,
          unit: 's',
          budget: CPU_SECONDS_MAX,
        }),
        { what: 'server CPU per 10,000 entries, median', value: office.cpuMedian, unit: 's' },
        { what: 'naive: signatures', value: naive.perSecond, unit: '/s' },
        { what: 'naive: server CPU per 10,000', value: naive.cpuSeconds, unit: 's' },
        { what: 'rate, ours to naive', value: office.perSecond / naive.perSecond, unit: 'x' },
        { what: 'CPU, naive to ours', value: naive.cpuSeconds / office.cpuSeconds, unit: 'x' },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOffice(folder: string): Promise<Figures> {
  const crowd = await openCrowd({
    dataFolder: folder,
    peopleCount: PEOPLE,
    devicesCount: DEVICES,
    gatheringsCount: 1 + ROUNDS,
  });
  const [before = [], ...measured] = await Promise.all(
    crowd.gatherings.map((devices) => Promise.all(devices.map(sealAll))),
  );
  const server = await startServer(
    [
      '--min-semi-space-size=16',
      '--max-semi-space-size=64',
      '--invocation-count-for-turbofan=500',
      join(import.meta.dirname, '../src/server/main.ts'),
    ],
    { port: OFFICE_PORT, env: { IKRAR_DATA: folder, IKRAR_PORT: String(OFFICE_PORT) } },
  );
  const send = (queues: readonly (readonly SealedBatch[])[]): Promise<number> =>
    total(queues.map((queue) => sendBatches(server, queue)));
  await send(before);
  const rounds: Round[] = [];
  for (const queues of measured) rounds.push(await measure(server, () => send(queues)));
  await server.stop();
  return figuresOf(rounds);
}

interface SealedBatch {
  readonly body: Bytes;
  readonly headers: Readonly<Record<string, string>>;
  readonly entriesCount: number;
}

async function sealAll(device: FieldDevice): Promise<readonly SealedBatch[]> {
  const batches: SealedBatch[] = [];
  for (let from = 0; from < device.entries.length; from += LIMITS.batchEntriesMax) {
    const entries = device.entries.slice(from, from + LIMITS.batchEntriesMax);
    const body = new Uint8Array(gzipSync(await device.seal(entries)));
    const headers = { ...device.headers, 'content-encoding': 'gzip' };
    batches.push({ body, headers, entriesCount: entries.length });
  }
  return batches;
}

async function sendBatches(
  { url }: ServerProcess,
  batches: readonly SealedBatch[],
): Promise<number> {
  let sent = 0;
  for (const { body, headers, entriesCount } of batches) {
    const answer = await fetch(`${url}${PATHS.sync}`, { method: 'POST', body, headers });
    assert(answer.status === 200, `the office answers ${answer.status}`);
    await answer.arrayBuffer();
    sent += entriesCount;
  }
  return sent;
}

async function measureNaive(folder: string): Promise<Figures> {
  const server = await startServer(
    [
      join(import.meta.dirname, 'naive-office.ts'),
      join(folder, 'naive.sqlite'),
      String(NAIVE_PORT),
    ],
    { port: NAIVE_PORT, env: {} },
  );
  const each = NAIVE_PEOPLE / DEVICES;
  const send = (round: number): Promise<number> =>
    total(
      Array.from({ length: DEVICES }, (_, device) =>
        sendSignatures(server, { from: (round * DEVICES + device) * each, count: each }),
      ),
    );
  await send(0);
  const rounds: Round[] = [];
  for (let no = 1; no <= ROUNDS; no++) rounds.push(await measure(server, () => send(no)));
  await server.stop();
  return figuresOf(rounds);
}

async function sendSignatures(
  { url }: ServerProcess,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<number> {
  for (let person = from; person < from + count; person++) {
    const id = toHex(crypto.getRandomValues(new Uint8Array(16)));
    const ink = handwriting(person % 100).strokes;
    const body = JSON.stringify({ id, person, name: 'Nama Lengkap, S.Sos.', at: person, ink });
    const answer = await fetch(url, { method: 'POST', body });
    await answer.arrayBuffer();
  }
  return count;
}

function figuresOf(rounds: readonly Round[]): Figures {
  const cpu = rounds.map(({ cpuSeconds }) => cpuSeconds);
  return {
    perSecond: Math.max(...rounds.map(({ perSecond }) => perSecond)),
    cpuSeconds: Math.min(...cpu),
    cpuMedian: percentile(cpu, 50),
  };
}

async function measure(server: ServerProcess, work: () => Promise<number>): Promise<Round> {
  const cpuBefore = server.cpuSeconds();
  const startMs = performance.now();
  const count = await work();
  const seconds = (performance.now() - startMs) / 1000;
  const cpu = server.cpuSeconds() - cpuBefore;
  return { perSecond: count / seconds, cpuSeconds: (cpu * 10_000) / count };
}

async function total(counts: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
