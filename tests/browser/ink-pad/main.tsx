/** The pad alone on a page: what it tells is on `window`, and it can be wiped and left. */
import { render } from 'preact';
import { InkPad } from '#app/ui/ink-pad.tsx';
import type { Ink } from '#core/ink.ts';

declare global {
  interface Window {
    told: Ink[];
    show: (options?: { readonly initial?: Ink; readonly clearSignal?: number }) => void;
    leave: () => void;
  }
}

const place = document.querySelector('#place');
if (place === null) throw new Error('the page has no place for the pad');

window.told = [];
window.show = ({ initial, clearSignal } = {}) => {
  render(
    <InkPad
      label="Bidang tanda tangan"
      initial={initial}
      clearSignal={clearSignal}
      onInk={(ink) => window.told.push(ink)}
    />,
    place,
  );
};
window.leave = () => {
  render(null, place);
};
window.show();
