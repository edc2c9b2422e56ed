/**
 * `npm run screenshots`: the pictures of the README and of docs/SCREENS.md, taken from the running
 * app with the demo's data. They are looked at before they are committed. The printed page needs
 * pdftoppm (poppler-utils).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeArguments } from '#server/commands/arguments.ts';
import { buildApp } from '../built.ts';
import { takePhone, takeTablet } from './field.ts';
import { filmPoster } from './film.ts';
import { takeHolding, takePreparing, takeSetup } from './office.ts';
import { TABLET, enterOffice, openStudio } from './studio.ts';

takeArguments({
  command: 'npm run screenshots',
  says: 'Takes the pictures of README.md and docs/SCREENS.md from the running app.',
  knows: {},
});
buildApp();
const folder = mkdtempSync(join(tmpdir(), 'ikrar-screenshots-'));
try {
  const film = join(folder, 'poster.y4m');
  await using studio = await openStudio(folder, film);
  const page = await studio.open(TABLET);
  await enterOffice(page, studio.origin);
  await page.goto(`${studio.origin}/kantor/kegiatan/${studio.demo.gatherings[1]?.view.id}/qr`);
  await filmPoster(page, film);
  await page.context().close();
  await takePhone(studio);
  const parcel = await takeTablet(studio);
  await takeSetup(studio);
  await takePreparing(studio);
  await takeHolding(studio, parcel);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
