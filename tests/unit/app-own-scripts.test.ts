/** Trust that code is loaded by the addresses of the build, and by no other. */
import { expect, test } from 'vitest';
import { isOwnScript } from '#app/own-scripts.ts';

const ORIGIN = 'https://ikrar.example';

test('takes the service worker and the files of the build', () => {
  for (const address of [
    '/sw.js',
    `${ORIGIN}/sw.js`,
    '/assets/qr-worker-B4wG_ijV.js',
    `${ORIGIN}/assets/roster-worker-x9oKdUov.js`,
  ])
    expect(isOwnScript(address, ORIGIN), address).toBe(true);
});

test('takes nothing else', () => {
  for (const address of [
    '/',
    '/api/v1/office',
    '/assets/',
    '/assets/../api/v1/office',
    '/assets/a/b.js',
    '/assets/%2e%2e/x.js',
    '//elsewhere.example/assets/x.js',
    'https://elsewhere.example/sw.js',
    'http://ikrar.example/sw.js',
    `blob:${ORIGIN}/assets/x.js`,
    'data:text/javascript,1',
    'javascript:alert(1)',
  ])
    expect(isOwnScript(address, ORIGIN), address).toBe(false);
});
