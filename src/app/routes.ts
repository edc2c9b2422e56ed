/**
 * The route of the page, from its path. The fragment is used only for an invitation. It has
 * secrets, so it is read once and removed from the address.
 */
import { useEffect, useState } from 'preact/hooks';

/** The places of the app. */
export type Route = 'journey' | 'station' | 'office';

/** The path of the steward's screen, of the journey and of the organiser's part. */
export const ROUTE_PATHS: Readonly<Record<Route, string>> = {
  journey: '/',
  station: '/petugas',
  office: '/kantor',
};

/** The place of a path; an unknown path is the journey. */
export function routeOf(path: string): Route {
  if (path === '/petugas') return 'station';
  return path === '/kantor' || path.startsWith('/kantor/') ? 'office' : 'journey';
}

/** Goes to a place. */
export function goTo(route: Route): void {
  history.pushState(null, '', ROUTE_PATHS[route]);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The place, and every change of it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.pathname));
  useEffect(() => {
    const onChange = (): void => {
      setRoute(routeOf(location.pathname));
    };
    addEventListener('popstate', onChange);
    return () => {
      removeEventListener('popstate', onChange);
    };
  }, []);
  return route;
}

/** The invitation this page was opened with, taken out of the address; null when there is none. */
export function takeInvitation(): string | null {
  if (!location.hash.startsWith('#g/')) return null;
  const text = location.href;
  history.replaceState(null, '', location.pathname);
  return text;
}
