/** Yields the running app: where the page's script starts. */
import { render } from 'preact';
import { watchUpdates } from '#device/updates.ts';

const root = document.getElementById('root');
if (root !== null) render(<h1>Ikrar</h1>, root);
watchUpdates({ onReady: () => undefined });
