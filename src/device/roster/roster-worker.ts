/**
 * The worker that searches a roster. It has the people in memory, and answers one question at a
 * time.
 */
import { assert } from '#core/assert.ts';
import type { Bytes } from '#core/bytes.ts';
import { type Agency, type RosterRow, pathOf, readRoster, unitOf } from '#core/roster.ts';
import type { Listed } from '../device.ts';
import { type Query, openSearch } from './roster-search.ts';

/** What the page says to the worker: first the roster, then questions. */
export type SearchAsk =
  | { readonly kind: 'open'; readonly bytes: Bytes }
  | { readonly kind: 'search'; readonly query: Query };

/** What the worker answers, each to one question. */
export type SearchReply =
  | { readonly kind: 'opened'; readonly agencies: readonly Agency[] }
  | { readonly kind: 'found'; readonly people: readonly Listed[] };

let find: (query: Query) => readonly Listed[] = () => [];

addEventListener('message', ({ data }: MessageEvent<SearchAsk>) => {
  postMessage(answer(data));
});

function answer(ask: SearchAsk): SearchReply {
  switch (ask.kind) {
    case 'open': {
      const roster = readRoster(ask.bytes);
      assert(roster.ok, 'a roster was read before it was kept');
      const { agencies } = roster.value;
      const search = openSearch(roster.value);
      const listed = (row: RosterRow): Listed => ({
        row,
        unit: unitOf(agencies, row.agency),
        agencies: pathOf(agencies, row.agency),
      });
      find = (query) => search(query).map(listed);
      return { kind: 'opened', agencies };
    }
    case 'search':
      return { kind: 'found', people: find(ask.query) };
  }
}
