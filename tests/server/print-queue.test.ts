/** The queue of prints: bounded, patient, and never in the way of anything else. */
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS, problem } from '#core/office-api.ts';
import { placeOf } from '#server/db/reading.ts';
import { findGathering } from '#server/gathering/gatherings.ts';
import { type AttendanceList, readAttendanceList } from '#server/papers/attendance-list.ts';
import { PDF_OPENING } from '#server/print/preamble.ts';
import { type PrintSource, type PrinterBounds, openPrinter } from '#server/papers/printer.ts';
import type { PaperOrder } from '#server/papers/worker.ts';
import { watchBusy } from '../support/busy.ts';
import { type FieldOffice, openFieldOffice } from '../support/office-with-field.ts';
import { PATIENCE } from '../support/patience.ts';
import { readPrinted } from '../support/printed.ts';

const PAPER = { kind: 'attendance-list', grouping: 'one-list', unsigned: '1' } as const;

async function listOf({ office, gathering }: FieldOffice): Promise<AttendanceList> {
  const found = await findGathering(office.context, gathering.id);
  if (!found.ok) throw new Error('no gathering');
  return readAttendanceList(office.context, found.value, PAPER);
}

function orderOf({ office, clock }: FieldOffice): PaperOrder {
  return {
    database: placeOf(office.context.database),
    gatheringNo: 1,
    paper: PAPER,
    nowMs: clock.nowMs,
    epoch: 1,
  };
}

function openedOf(printed: Awaited<ReturnType<ReturnType<typeof openPrinter>['print']>>): Readable {
  if (!printed.ok) throw new Error(printed.fault.detail);
  return printed.value;
}

async function wholeOf(stream: Readable): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** A printer that draws nothing ahead, and is kept busy by a reader who takes nothing yet. */
async function openBusyPrinter(at: FieldOffice, bounds: Partial<PrinterBounds> = {}) {
  const list = await listOf(at);
  const slow = { ...LIMITS, printAheadBytesMax: 1, ...bounds };
  const printer = openPrinter(slow);
  const first = openedOf(await printer.print(list));
  return { printer, list, first, [Symbol.asyncDispose]: () => printer.close() };
}

/** Every object of a PDF stands where its table says. */
function findMisplaced(pdf: Buffer): readonly string[] {
  const text = pdf.toString('latin1');
  const tableAt = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const offsets = [...text.slice(tableAt).matchAll(/^(\d{10}) 00000 n $/gm)];
  expect(offsets.length).toBeGreaterThan(5);
  return offsets.flatMap(([, offset], at) => {
    const there = text.slice(Number(offset), Number(offset) + 20);
    return there.startsWith(`${at + 1} 0 obj`) ? [] : [`${at + 1}: ${there}`];
  });
}

describe('a print that waits', () => {
  test('says so in time, and is then a whole PDF like any other', async () => {
    await using at = await openFieldOffice({ people: 60 });
    await using busy = await openBusyPrinter(at, { printPatienceMs: 50 });
    const waited = openedOf(await busy.printer.print(busy.list));
    await setTimeout(200);
    const [pdf, other] = await Promise.all([wholeOf(waited), wholeOf(busy.first)]);
    const text = pdf.toString('latin1');
    expect(pdf.subarray(0, PDF_OPENING.length).equals(PDF_OPENING)).toBe(true);
    expect(text.match(/^% waiting: 1$/gm)?.length).toBeGreaterThan(2);
    expect(findMisplaced(pdf)).toEqual([]);
    expect(findMisplaced(other)).toEqual([]);
    expect(await readPrinted(new Uint8Array(pdf))).toEqual(
      await readPrinted(new Uint8Array(other)),
    );
  });

  test('ends as an error when it fails after that, never as a shorter list', async () => {
    await using at = await openFieldOffice({ people: 60 });
    await using busy = await openBusyPrinter(at, { printPatienceMs: 20 });
    const waited = openedOf(await busy.printer.print({ ...busy.list, printedAtMs: Number.NaN }));
    busy.first.destroy();
    await expect(wholeOf(waited)).rejects.toThrow('print torn');
  });
});

describe('a print that is given up', () => {
  test('gives its place back while it waits', async () => {
    await using at = await openFieldOffice({ people: 60 });
    await using busy = await openBusyPrinter(at, { printJobsMax: 2 });
    const gone = new AbortController();
    const waiting = busy.printer.print(busy.list, gone.signal);
    const refused = await busy.printer.print(busy.list);
    expect(refused).toMatchObject({ ok: false, fault: { code: 'busy' } });
    gone.abort();
    expect(await waiting).toMatchObject({ ok: false });
    await setTimeout(0);
    const next = busy.printer.print(busy.list);
    const [, pdf] = await Promise.all([wholeOf(busy.first), next.then(openedOf).then(wholeOf)]);
    expect(findMisplaced(pdf)).toEqual([]);
  });

  test('lets the next one begin while its list is being read', async () => {
    await using at = await openFieldOffice({ people: 60 });
    const printer = openPrinter({ ...LIMITS, printJobsMax: 1 });
    const gone = new AbortController();
    const list: PrintSource = {
      order() {
        globalThis.setTimeout(() => gone.abort(), 50);
        return orderOf(at);
      },
      assertRead: () => Promise.resolve(),
    };
    const left = printer.print(list, gone.signal);
    await Promise.race([left, setTimeout(400)]);
    const pdf = await wholeOf(openedOf(await printer.print(await listOf(at))));
    expect(findMisplaced(pdf)).toEqual([]);
    await printer.close();
  });

  test('gives its place back when the browser hangs up', async () => {
    await using at = await openFieldOffice({ people: 60 });
    const origin = await at.office.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = await at.sessionHeaders();
    const ask = (signal?: AbortSignal) =>
      fetch(`${origin}${OFFICE_PATHS.paper(at.gathering.id, 'attendance-list')}`, {
        headers,
        ...(signal === undefined ? {} : { signal }),
      });
    for (let round = 0; round < 3; round += 1) {
      const gone = new AbortController();
      const all = Array.from({ length: LIMITS.printJobsMax }, () => ask(gone.signal));
      await setTimeout(20);
      gone.abort();
      await Promise.allSettled(all);
    }
    await vi.waitFor(async () => expect((await ask()).status).toBe(200), {
      timeout: PATIENCE.seenMs,
    });
  });
});

test('forty prints at once keep nobody waiting, and each is made or told that the office is busy', async () => {
  await using at = await openFieldOffice({ people: 2_000 });
  await at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list')); // the press has started
  const ask = () => at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'));
  const { value: answers, longestMs } = await watchBusy(() =>
    Promise.all(Array.from({ length: 40 }, ask)),
  );
  const made = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  expect(made.length).toBeGreaterThanOrEqual(LIMITS.printJobsMax);
  expect(made.length + refused.length).toBe(40);
  for (const answer of refused) {
    expect(answer.read(problem).title).toBe('busy');
    expect(answer.headers['retry-after']).toBe(String(LIMITS.busyRetryMs / 1_000));
  }
  expect(longestMs).toBeLessThan(1_000);
});

test('a list that was read from another database than the office has open is not printed', async () => {
  await using at = await openFieldOffice({ people: 3 });
  const { path } = at.office.context.database;
  const ask = () => at.organise(OFFICE_PATHS.paper(at.gathering.id, 'attendance-list'));
  expect((await ask()).status).toBe(200);
  at.office.context.database.sqlite.exec('pragma wal_checkpoint(passive)');
  copyFileSync(path, `${path}-copy`);
  renameSync(path, `${path}-away`);
  copyFileSync(`${path}-copy`, path);
  expect((await ask()).status).toBe(503);
  rmSync(path);
  expect((await ask()).status).toBe(503);
  renameSync(`${path}-away`, path);
});

test('what is found after a list was read ends its print, however long that has waited', async () => {
  await using at = await openFieldOffice({ people: 3 });
  const printer = openPrinter();
  const list = (patience: Promise<void>): PrintSource => ({
    order: () => orderOf(at),
    assertRead: async () => {
      await patience;
      throw new Error('the files are others');
    },
  });
  await expect(printer.print(list(Promise.resolve()))).rejects.toThrow('the files are others');
  const patient = openPrinter({ ...LIMITS, printPatienceMs: 20 });
  const waited = openedOf(await patient.print(list(setTimeout(300))));
  await expect(wholeOf(waited)).rejects.toThrow('print torn');
  const next = openedOf(await patient.print(await listOf(at)));
  expect(findMisplaced(await wholeOf(next))).toEqual([]);
  await Promise.all([printer.close(), patient.close()]);
});
