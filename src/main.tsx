/** Yields the running app: puts the screens, the device and the updates together. */
import { render } from 'preact';
import { App } from '#app/app.tsx';

/** The build, written in by vite. */
declare const __BUILD__: string;

const root = document.getElementById('root');
if (root !== null) {
  render(
    <App
      build={__BUILD__}
      openDevice={async () => {
        const { openDevice } = await import('#device/open.ts');
        return openDevice({ origin: location.origin, build: __BUILD__ });
      }}
      loadUpdates={() => import('#device/updates.ts')}
    />,
    root,
  );
}
