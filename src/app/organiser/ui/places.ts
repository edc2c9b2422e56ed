/**
 * Where in the organiser's part the page is. Every screen has an address of its own, so that it can
 * be bookmarked, opened twice and gone back from.
 */
import { useEffect, useState } from 'preact/hooks';

/** The parts of one programme. */
export const PROGRAMME_TABS = ['kegiatan', 'peserta', 'naskah'] as const;

/** The parts of one gathering; the first is its overview. */
export const GATHERING_TABS = [
  'ringkasan',
  'qr',
  'meja',
  'tanda-tangan',
  'keputusan',
  'dokumen',
] as const;

export type ProgrammeTab = (typeof PROGRAMME_TABS)[number];
export type GatheringTab = (typeof GATHERING_TABS)[number];

/** A screen of the organiser's part. */
export type Place =
  | { readonly at: 'setup' }
  | { readonly at: 'sign-in' }
  | { readonly at: 'programmes' }
  | { readonly at: 'new-programme' }
  | { readonly at: 'account' }
  | { readonly at: 'security' }
  | { readonly at: 'parcels' }
  | { readonly at: 'programme'; readonly id: string; readonly tab: ProgrammeTab }
  | { readonly at: 'import'; readonly id: string }
  | { readonly at: 'new-gathering'; readonly id: string }
  | { readonly at: 'gathering'; readonly id: string; readonly tab: GatheringTab };

const ROOT = '/kantor';

/** The address of a screen. */
export function pathOf(place: Place): string {
  switch (place.at) {
    case 'setup':
      return `${ROOT}/mulai`;
    case 'sign-in':
      return `${ROOT}/masuk`;
    case 'programmes':
      return ROOT;
    case 'new-programme':
      return `${ROOT}/rangkaian-baru`;
    case 'account':
      return `${ROOT}/akun`;
    case 'security':
      return `${ROOT}/keamanan`;
    case 'parcels':
      return `${ROOT}/kiriman`;
    case 'programme':
      return `${ROOT}/rangkaian/${place.id}/${place.tab}`;
    case 'import':
      return `${ROOT}/rangkaian/${place.id}/impor`;
    case 'new-gathering':
      return `${ROOT}/rangkaian/${place.id}/kegiatan-baru`;
    case 'gathering':
      return `${ROOT}/kegiatan/${place.id}/${place.tab}`;
  }
}

/** The screen of an address; an unknown one is the list of programmes. */
export function placeOf(path: string): Place {
  const [, , first = '', id = '', part = ''] = path.split('/');
  if (first === 'mulai') return { at: 'setup' };
  if (first === 'masuk') return { at: 'sign-in' };
  if (first === 'rangkaian-baru') return { at: 'new-programme' };
  if (first === 'akun') return { at: 'account' };
  if (first === 'keamanan') return { at: 'security' };
  if (first === 'kiriman') return { at: 'parcels' };
  if (first === 'kegiatan' && id !== '') {
    return { at: 'gathering', id, tab: GATHERING_TABS.find((tab) => tab === part) ?? 'ringkasan' };
  }
  if (first !== 'rangkaian' || id === '') return { at: 'programmes' };
  if (part === 'impor') return { at: 'import', id };
  if (part === 'kegiatan-baru') return { at: 'new-gathering', id };
  return { at: 'programme', id, tab: PROGRAMME_TABS.find((tab) => tab === part) ?? 'kegiatan' };
}

/** Goes to a screen. */
export function openPlace(place: Place): void {
  history.pushState(null, '', pathOf(place));
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Goes to a screen that replaces this one, so that going back does not return here. */
export function replacePlace(place: Place): void {
  history.replaceState(null, '', pathOf(place));
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The screen, and every change of it. */
export function usePlace(): Place {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const onChange = (): void => {
      setPath(location.pathname);
    };
    addEventListener('popstate', onChange);
    return () => {
      removeEventListener('popstate', onChange);
    };
  }, []);
  return placeOf(path);
}
