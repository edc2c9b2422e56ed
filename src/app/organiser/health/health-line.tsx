/**
 * The health line above every screen of the organiser's part: nothing while all is well,
 * else the worst of what is wrong, and behind a touch all of it: since when, and what to do.
 */
import type { VNode } from 'preact';
import { type HealthItem, healthAnswer } from '#core/health.ts';
import { LIMITS } from '#core/limits.ts';
import { OFFICE_PATHS } from '#core/office-api.ts';
import { shownText } from '#core/plain-text.ts';
import { useTexts } from '#app/text/texts.ts';
import './health.css';
import { ownZone } from '../ui/own-zone.ts';
import { useOfficeTexts } from '../text/texts.ts';
import { useWatched } from '../ui/use-watched.ts';

const MEBIBYTE = 1024 ** 2;
const MINUTE_MS = 60_000;

/** The line. It stays closed until somebody opens it. */
export function HealthLine(): VNode | null {
  const { health: words } = useOfficeTexts();
  const { count } = useTexts();
  const { last } = useWatched(healthAnswer, OFFICE_PATHS.health, LIMITS.healthAskMs);
  const items = last?.value.items ?? [];
  const [worst] = items;
  if (worst === undefined) return null;
  return (
    <aside class={`health health-${worst.severity}`} aria-label={words.label}>
      <details>
        <summary>
          {words.kinds[worst.kind].what}
          {items.length > 1 && ` ${words.more(count(items.length - 1))}`}
        </summary>
        <ul>
          {items.map((item) => (
            <Item key={item.kind} item={item} />
          ))}
        </ul>
      </details>
    </aside>
  );
}

function Item({ item }: { readonly item: HealthItem }): VNode {
  const { health: words } = useOfficeTexts();
  const { count, moment } = useTexts();
  const { kind, sinceMs, freeBytes, byMs, endsAtMs, told } = item;
  const at = (ms: number): string => moment(ms, ownZone(ms));
  const { what, todo } = words.kinds[kind];
  return (
    <li>
      <b>{what}</b>
      {sinceMs !== null && <p>{words.since(at(sinceMs))}</p>}
      {freeBytes !== undefined && <p>{words.free(count(Math.floor(freeBytes / MEBIBYTE)))}</p>}
      {byMs !== undefined && <p>{words.by(count(Math.round(Math.abs(byMs) / MINUTE_MS)))}</p>}
      {endsAtMs !== undefined && <p>{words.ends(at(endsAtMs))}</p>}
      {told !== undefined && (
        <p>
          <bdi class="health-told">{shownText(told)}</bdi>
        </p>
      )}
      <p>{todo}</p>
    </li>
  );
}
