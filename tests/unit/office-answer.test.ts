/** What an organiser's screen makes of an answer, whatever it is. */
import { describe, expect, it } from 'vitest';
import { readAnswer, readRefusal, refuse } from '#core/office-answer.ts';
import { organiser } from '#core/office-api.ts';

describe('an answer', () => {
  it('of the agreed shape is its value', () => {
    const text = JSON.stringify({ name: 'Rasdiana Palliwang', login: 'kesbangpol' });
    expect(readAnswer(organiser, text)).toEqual({
      ok: true,
      value: { name: 'Rasdiana Palliwang', login: 'kesbangpol' },
    });
  });

  it.for(['', '<html>Wi-Fi gratis</html>', 'null', '{"name":"Rasdiana Palliwang"}'])(
    'of another shape is malformed and never shown: %s',
    (text) => {
      expect(readAnswer(organiser, text)).toEqual(refuse('malformed'));
    },
  );
});

describe('a refusal', () => {
  it('names its code, its fields and the request to look for in the log', () => {
    const text = JSON.stringify({
      type: 'urn:ikrar:fault:invalid',
      title: 'invalid',
      status: 422,
      detail: '',
      request: '9f2c',
      fields: [{ path: 'confirmedBy.name', rule: 'too-long' }],
    });
    expect(readRefusal(text)).toEqual({
      ok: false,
      refusal: {
        code: 'invalid',
        fields: [{ path: 'confirmedBy.name', rule: 'too-long' }],
        request: '9f2c',
        retryAfterMs: null,
      },
    });
  });

  it.for([
    [401, 'signed-out'],
    [403, 'not-permitted'],
    [404, 'not-found'],
    [409, 'conflict'],
    [413, 'too-large'],
    [418, 'invalid'],
    [429, 'rate-limited'],
    [599, 'unavailable'],
  ] as const)('of a later code counts by its status %d', ([status, code]) => {
    const text = JSON.stringify({
      type: 'urn:ikrar:fault:over-ceiling',
      title: 'over-ceiling',
      status,
      detail: '',
      request: '9f2c',
      fields: [{ path: 'name', rule: 'upside-down' }],
    });
    const fields = [{ path: 'name', rule: 'invalid' }];
    const refusal = { code, fields, request: '9f2c', retryAfterMs: null };
    expect(readRefusal(text)).toEqual({ ok: false, refusal });
  });

  it.for([
    '',
    '<h1>502 Bad Gateway</h1>',
    '{"title":"teapot"}',
    '{"type":"about:blank","title":"teapot","status":418,"detail":"","request":""}',
  ])('that no office wrote is an office out of reach: %s', (text) => {
    expect(readRefusal(text)).toEqual(refuse('unavailable'));
  });
});
