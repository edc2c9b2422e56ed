/** Trust in the bad network: each kind of weather does what its name says, and no more. */
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBadNetwork, type BadNetwork } from './bad-network.ts';

const ANSWER = 'x'.repeat(4_000);
let heard: string[] = [];
let office: Server;
let network: BadNetwork;

beforeEach(async () => {
  heard = [];
  office = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      heard.push(body);
      response.end(ANSWER);
    });
  });
  const port = await new Promise<number>((resolve) => {
    office.listen(0, '127.0.0.1', () => {
      const address = office.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  network = await openBadNetwork(port);
});

afterEach(async () => {
  await network[Symbol.asyncDispose]();
  office.closeAllConnections();
  office.close();
});

async function send(deadlineMs = 2_000): Promise<string> {
  const signal = AbortSignal.timeout(deadlineMs);
  const headers = { connection: 'close' };
  const answer = await fetch(network.url, { method: 'POST', body: 'batch', headers, signal });
  return answer.text();
}

test('carries everything when clear, and counts it', async () => {
  expect(await send()).toBe(ANSWER);
  expect(network.traffic().bytesDown).toBeGreaterThan(ANSWER.length);
  expect(network.traffic().connections).toBe(1);
});

test('takes its time when slow', async () => {
  network.set({ kind: 'slow', latencyMs: 100, bytesPerSecond: 20_000 });
  const start = performance.now();
  expect(await send()).toBe(ANSWER);
  expect(performance.now() - start).toBeGreaterThan(300);
});

test('breaks off in the middle of the answer when cut, after the office heard', async () => {
  network.set({ kind: 'cut', answerBytes: 1_000 });
  await expect(send()).rejects.toThrow();
  expect(heard).toEqual(['batch']);
  expect(network.traffic().bytesDown).toBe(1_000);
});

test('lets the office hear and keeps its answer when deaf', async () => {
  network.set({ kind: 'deaf' });
  await expect(send(300)).rejects.toThrow('aborted due to timeout');
  expect(heard).toEqual(['batch']);
});

test('resets when nobody listens', async () => {
  network.set({ kind: 'reset' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(heard).toEqual([]);
});

test('never answers in a black hole, and works again after it', async () => {
  network.set({ kind: 'black-hole' });
  await expect(send(300)).rejects.toThrow('aborted due to timeout');
  expect(heard).toEqual([]);
  network.set({ kind: 'clear' });
  expect(await send()).toBe(ANSWER);
});
