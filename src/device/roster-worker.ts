/**
 * Yields the worker that searches a roster: it holds the people, and answers one question at a
 * time.
 */
import { assert } from '#core/assert.ts';
import { decodeRoster } from '#core/roster.ts';
import type { DeskAsk, DeskReply } from './roster-desk.ts';
import { type Search, openSearch } from './roster-search.ts';

let search: Search = () => [];

addEventListener('message', ({ data }: MessageEvent<DeskAsk>) => {
  postMessage(answer(data));
});

function answer(ask: DeskAsk): DeskReply {
  switch (ask.kind) {
    case 'open': {
      const roster = decodeRoster(ask.bytes);
      assert(roster.ok, 'a roster was read before it was kept');
      search = openSearch(roster.value);
      return { kind: 'opened', agencies: roster.value.agencies };
    }
    case 'search':
      return { kind: 'found', rows: search(ask.query) };
  }
}
