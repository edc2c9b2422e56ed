/** The entry point of the app: it puts screens, device and updates together. */
import { render } from 'preact';
import { App } from '#app/app.tsx';
import { admitOwnScripts } from '#app/own-scripts.ts';
import { openColdStartDevice } from '#device/cold-start.ts';
import { openTransport } from '#device/network/transport.ts';
import { lookForEarlierData } from '#device/store/storage-marker.ts';

/** The build, written in by vite. */
declare const __BUILD__: string;

admitOwnScripts(location.origin);
const root = document.getElementById('root');
if (root !== null) {
  const { origin } = location;
  render(
    <App
      build={__BUILD__}
      openDevice={() =>
        openColdStartDevice({
          origin,
          wallMs: () => Date.now(),
          transport: openTransport(origin),
          look: lookForEarlierData,
          load: async () => {
            const { openDevice } = await import('#device/open.ts');
            return () => openDevice({ origin, build: __BUILD__ });
          },
        })
      }
      loadUpdates={() => import('#device/updates.ts')}
    />,
    root,
  );
}
