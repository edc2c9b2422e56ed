/** The shell's borders: which requests the service worker may answer, and which never. */
import { expect, test } from 'vitest';
import { wayOf, type Shell } from '#sw/caching.ts';

const ORIGIN = 'https://ikrar.example';
const shell: Shell = {
  version: 'v1',
  files: [
    ['/index.html', '00'],
    ['/assets/main-a1.js', '00'],
    ['/icons/ikrar.svg', '00'],
  ],
};

function way(path: string, asked: { readonly method?: string; readonly mode?: string } = {}) {
  const url = new URL(path, ORIGIN).href;
  return wayOf(shell, { method: 'GET', mode: 'cors', url, ...asked }, ORIGIN);
}

test('answers every screen with the page', () => {
  const page = { kind: 'kept', path: '/index.html' };
  for (const path of ['/', '/kantor/peserta', '/tanda-tangan?x=1', '/#g/ABC'])
    expect(way(path, { mode: 'navigate' })).toEqual(page);
});

test('answers a kept file with itself, also when it is opened in a tab', () => {
  const icon = { kind: 'kept', path: '/icons/ikrar.svg' };
  expect(way('/icons/ikrar.svg')).toEqual(icon);
  expect(way('/icons/ikrar.svg', { mode: 'navigate' })).toEqual(icon);
});

test('looks in every shell for a chunk of another build', () => {
  expect(way('/assets/office-b2.js')).toEqual({ kind: 'chunk' });
});

test('never touches the office', () => {
  for (const path of ['/api', '/api/v1/sync', '/api/v1/reports/1.pdf'])
    for (const mode of ['cors', 'navigate'])
      expect(way(path, { mode })).toEqual({ kind: 'network' });
});

test('never touches what is sent, nor another origin', () => {
  expect(way('/', { method: 'POST', mode: 'navigate' })).toEqual({ kind: 'network' });
  expect(way('https://elsewhere.example/assets/main-a1.js')).toEqual({ kind: 'network' });
});

test('takes a path that only begins like the office for a screen', () => {
  expect(way('/apirek', { mode: 'navigate' })).toEqual({ kind: 'kept', path: '/index.html' });
});
