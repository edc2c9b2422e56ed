/** How the campaign that is killed is run: as `npm run test:faults` runs its own. */
import { defineConfig } from 'vitest/config';
import faults from '../../../vitest.faults.config.ts';

export default defineConfig({
  test: { ...faults.test, include: ['tests/faults/campaign/campaign.ts'] },
});
