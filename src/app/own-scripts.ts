/**
 * The one rule for code that is loaded by its address: workers and the service worker come
 * from the build. A text never becomes markup or code: the policy of every page, in
 * server/http/http.ts, asks for this rule by the name `default`, and allows no other.
 */

/** What of Trusted Types is used here (W3C); older browsers have none of it. */
interface TrustedTypes {
  createPolicy(
    name: 'default',
    rules: { readonly createScriptURL: (address: string) => string | null },
  ): unknown;
}

/** Sets the rule. A browser without Trusted Types goes on without it. */
export function admitOwnScripts(origin: string): void {
  const trustedTypes: TrustedTypes | undefined = Reflect.get(globalThis, 'trustedTypes');
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, origin) ? address : null),
  });
}

/** The service worker, or a file that the build has named by its digest. Throws for no address. */
export function isOwnScript(address: string, origin: string): boolean {
  const url = new URL(address, origin);
  return url.origin === origin && /^\/(?:sw\.js|assets\/[\w.-]+)$/.test(url.pathname);
}
