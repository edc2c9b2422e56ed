/** The frame of the organiser's screens: where one is, what it is called, and its parts. */
import type { ComponentChildren, VNode } from 'preact';
import { ScreenTitle } from '#app/ui/parts.tsx';
import { said, told } from '#app/ui/said.tsx';
import { PlaceLink } from './place-link.tsx';
import type { Place } from './places.ts';
import { useOfficeTexts } from '../text/texts.ts';

interface PageProps {
  readonly title: string;
  /** The screens above this one. */
  readonly above?: readonly { readonly to: Place; readonly name: string }[];
  /** Beside the title. */
  readonly beside?: ComponentChildren;
  readonly width?: 'whole' | 'form' | 'narrow';
  readonly children: ComponentChildren;
}

const WIDTHS = { whole: '', form: ' office-form-page', narrow: ' office-narrow' } as const;

/** A screen. */
export function Page({ title, above = [], beside, width = 'whole', children }: PageProps): VNode {
  const texts = useOfficeTexts();
  return (
    <main class={`office-main${WIDTHS[width]}`} id="isi">
      {above.length > 0 && (
        <nav aria-label={texts.nav.path}>
          <ol class="crumbs">
            {above.map(({ to, name }) => (
              <li key={name}>
                <PlaceLink to={to}>{said(name)}</PlaceLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div class="title-row">
        <ScreenTitle>{said(title)}</ScreenTitle>
        {beside}
      </div>
      {children}
    </main>
  );
}

interface TabsProps<Tab extends string> {
  readonly label: string;
  readonly names: Readonly<Record<Tab, string>>;
  readonly tabs: readonly Tab[];
  readonly here: Tab;
  readonly placeOf: (tab: Tab) => Place;
}

/** The parts of a screen, each with its own address. */
export function Tabs<Tab extends string>(props: TabsProps<Tab>): VNode {
  const { label, names, tabs, here, placeOf } = props;
  return (
    <nav aria-label={label} class="office-tabs">
      {tabs.map((tab) => (
        <PlaceLink key={tab} to={placeOf(tab)} look="tab" isHere={tab === here}>
          {names[tab]}
        </PlaceLink>
      ))}
    </nav>
  );
}

interface EmptyProps {
  readonly what: string;
  readonly next: string;
  readonly children?: ComponentChildren;
}

/** That there is nothing yet, and what to do next. */
export function Empty({ what, next, children }: EmptyProps): VNode {
  return (
    <div class="empty">
      <p>
        <b>{told(what)}</b>
      </p>
      <p>{next}</p>
      {children}
    </div>
  );
}

interface PagerProps {
  readonly label: string;
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  readonly words: (page: string, pages: string) => string;
  readonly onPage: (page: number) => void;
}

/** Turns the pages of a long list. */
export function Pager({ label, page, pages, words, onPage }: PagerProps): VNode | null {
  const { act } = useOfficeTexts();
  if (pages <= 1) return null;
  return (
    <nav class="pager" aria-label={label}>
      <button
        type="button"
        class="button"
        disabled={page <= 1}
        onClick={() => {
          onPage(page - 1);
        }}
      >
        {act.previous}
      </button>
      <span role="status">{words(String(page), String(pages))}</span>
      <button
        type="button"
        class="button"
        disabled={page >= pages}
        onClick={() => {
          onPage(page + 1);
        }}
      >
        {act.next}
      </button>
    </nav>
  );
}

interface WorkProps {
  readonly words: string;
  /** 0 to 1; null while it cannot be told. */
  readonly done: number | null;
}

/** Work that takes its time, and how far it has come. */
export function Work({ words, done }: WorkProps): VNode {
  return (
    <div class="work" role="status">
      <span>{words}</span>
      <progress aria-label={words} {...(done === null ? {} : { value: done, max: 1 })} />
    </div>
  );
}

/** A button that sends a form. */
export function Submit({
  isBusy,
  isWaiting = false,
  going,
  children,
}: {
  readonly isBusy: boolean;
  /** The office asked to wait before it is sent again. */
  readonly isWaiting?: boolean;
  readonly going: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <button type="submit" class="button button-main" disabled={isBusy || isWaiting}>
      {isBusy ? going : children}
    </button>
  );
}
