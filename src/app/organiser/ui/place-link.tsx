/**
 * A link to a screen of the organiser's part. A real link: it opens in a new tab as
 * well.
 */
import type { ComponentChildren, VNode } from 'preact';
import { openPlace, pathOf, type Place } from './places.ts';

interface PlaceLinkProps {
  readonly to: Place;
  readonly look?: 'text' | 'button' | 'main' | 'tab' | 'card';
  /** Marks the screen that is shown now. */
  readonly isHere?: boolean;
  readonly children: ComponentChildren;
}

const LOOKS = {
  text: 'link',
  button: 'button',
  main: 'button button-main',
  tab: 'office-tab',
  card: 'card-link',
} as const;

/** The link. */
export function PlaceLink({ to, look = 'text', isHere = false, children }: PlaceLinkProps): VNode {
  return (
    <a
      class={LOOKS[look]}
      href={pathOf(to)}
      aria-current={isHere ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        openPlace(to);
      }}
    >
      {children}
    </a>
  );
}
