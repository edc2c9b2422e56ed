/**
 * Power cuts under the product's own device: a browser on a disk that loses its power while
 * the page keeps entries, and the same browser on what the disk then holds, again and again on one
 * profile. It remembers each entry that the page called kept.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import { missingEngine, otherEnginePath } from '../../scripts/ensure-browser.ts';
import { MODERN_DEXIE } from '../../scripts/modern-dexie.ts';
import { startBrowser } from './bare-browser.ts';
import { noLoopDisk, openLoopDisk } from './loop-disk.ts';
import { listen } from './memory-office-http.ts';
import { OFFLINE, openMemoryOffice } from './memory-office.ts';
import { PATIENCE } from './patience.ts';
import type { Engine } from './tablet.ts';

/** Rows of the device's tables; ids, bytes and digests as hex. */
export interface FoundEntry {
  readonly journal: string;
  readonly seq: number;
  readonly bytes: string;
  readonly digest: string;
}

export interface FoundJournal {
  readonly id: string;
  readonly seq: number;
  readonly digest: string;
  readonly isRetired: boolean;
}

/** What a start found on the disk. */
export interface Found {
  readonly entries: readonly FoundEntry[];
  readonly journals: readonly FoundJournal[];
  readonly madeCount: number;
  readonly receivedCount: number;
}

/** What the page tells. */
export type Report =
  | ({ readonly kind: 'found' } & Found)
  | { readonly kind: 'joined' }
  | ({ readonly kind: 'kept' } & Kept)
  | { readonly kind: 'failed'; readonly why: string };

/** An entry that keep resolved with. */
export interface Kept {
  readonly journal: string;
  readonly seq: number;
  readonly bytes: string;
}

/** A cut: what had been called kept until then, and what the next start found. */
export interface Cut {
  readonly kept: readonly Kept[];
  readonly found: Found;
}

interface Campaign {
  readonly engine: Engine;
  readonly durability: 'strict' | 'relaxed';
  /** How long entries are kept before each cut. */
  readonly cutsAfterMs: readonly number[];
}

/** What a campaign of cuts came to. */
export interface Outcome {
  readonly cuts: readonly Cut[];
  /** What the office holds after the last cut and a network. */
  readonly officeEntries: readonly string[];
}

const ROOT = join(import.meta.dirname, '../faults/power-cut');
const APP = join(import.meta.dirname, '../../.cache/power-cut');

/** Why the power cannot be cut under a browser on this machine; null when it can. */
export async function cannotCut(engine: Engine): Promise<string | null> {
  const isMissing = engine === 'firefox' && otherEnginePath(engine) === undefined;
  return isMissing ? missingEngine(engine) : noLoopDisk();
}

/** Builds the page. */
export async function buildPage(): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [MODERN_DEXIE] },
    worker: { format: 'es' },
    build: { target: 'chrome109', outDir: APP, emptyOutDir: true },
  });
}

/**
 * Cuts the power again and again. There is a network at each start, and none while entries are kept
 * that the cut will meet. After the last cut the office is sent everything.
 */
export async function cutPower({ engine, durability, cutsAfterMs }: Campaign): Promise<Outcome> {
  const office = await openMemoryOffice();
  await using address = await listen(office, APP);
  await using reports = await openReports();
  await using disk = await openLoopDisk();
  const url = new URL(address.origin);
  url.searchParams.set('report', reports.url);
  url.searchParams.set('durability', durability);
  url.searchParams.set('invitation', await office.invitation('phone', address.origin));
  const start = () =>
    startBrowser(engine, { profile: join(disk.folder, 'profile'), url: url.href });
  const atOffice = () => office.entries().map((bytes) => Buffer.from(bytes).toString('hex'));

  const cuts: Cut[] = [];
  let browser = start();
  try {
    for (const ms of cutsAfterMs) {
      await reports.next('joined');
      office.weather = OFFLINE;
      await wait(ms);
      await disk.cut(() => browser.kill());
      office.weather = {};
      const kept = reports.keptSoFar();
      browser = start();
      const found = await reports.next('found');
      cuts.push({ kept, found });
    }
    await reports.next('joined');
    if (durability === 'strict') await allArrive(reports.keptSoFar(), atOffice);
  } finally {
    browser.kill();
  }
  return { cuts, officeEntries: atOffice() };
}

async function allArrive(kept: readonly Kept[], atOffice: () => readonly string[]): Promise<void> {
  const start = Date.now();
  for (;;) {
    const there = new Set(atOffice());
    const missing = kept.filter(({ bytes }) => !there.has(bytes));
    if (missing.length === 0) return;
    if (Date.now() - start > PATIENCE.seenMs)
      throw new Error(`${missing.length} of ${kept.length} never reached the office`);
    await wait(200);
  }
}

interface Reports extends AsyncDisposable {
  readonly url: string;
  /** The next report of that kind; those of other kinds before it are passed over. */
  next<K extends Report['kind']>(kind: K): Promise<Extract<Report, { readonly kind: K }>>;
  /** Every entry that was ever called kept. */
  keptSoFar(): readonly Kept[];
}

/** Hears the page. It may be cut off in the middle of a word. */
async function openReports(): Promise<Reports> {
  const kept: Kept[] = [];
  const others: Report[] = [];
  const server = createServer((request, response) => {
    text(request).then(
      (said) => {
        const report = JSON.parse(said) as Report; // our own page says it
        if (report.kind === 'kept') kept.push(report);
        else others.push(report);
        response.end();
      },
      () => response.destroy(), // the power went before the word was out
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://localhost:${address.port}`,
    keptSoFar: () => [...kept],
    async next(kind) {
      const start = Date.now();
      for (;;) {
        const report = others.shift();
        if (report?.kind === 'failed') throw new Error(`the page: ${report.why}`);
        if (report !== undefined && isOf(report, kind)) return report;
        if (Date.now() - start > PATIENCE.startMs) throw new Error(`the page never told: ${kind}`);
        if (report === undefined) await wait(20);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function isOf<K extends Report['kind']>(
  report: Report,
  kind: K,
): report is Extract<Report, { readonly kind: K }> {
  return report.kind === kind;
}
