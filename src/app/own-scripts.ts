/**
 * The Trusted Types policy: workers and the service worker may be loaded from the build only. A
 * text never becomes markup or code. The policy of every page, in server/http/http.ts, asks for
 * this one by the name `default` and allows no other.
 */

/** The part of Trusted Types (W3C) that is used here; older browsers do not have it. */
interface TrustedTypes {
  createPolicy(
    name: 'default',
    rules: { readonly createScriptURL: (address: string) => string | null },
  ): unknown;
}

/** Sets the policy. A browser without Trusted Types goes on without it. */
export function admitOwnScripts(origin: string): void {
  const trustedTypes: TrustedTypes | undefined = Reflect.get(globalThis, 'trustedTypes');
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, origin) ? address : null),
  });
}

/**
 * True for the service worker and for a file whose name has its digest. Throws when the text is no
 * address.
 */
export function isOwnScript(address: string, origin: string): boolean {
  const url = new URL(address, origin);
  return url.origin === origin && /^\/(?:sw\.js|assets\/[\w.-]+)$/.test(url.pathname);
}
