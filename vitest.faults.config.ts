/**
 * Where faults are run: Node, one test at a time, with browsers and disks of its own. They
 * take minutes and wish for root, so that `npm test` leaves them to `npm run test:faults`.
 */
import { defineConfig } from 'vitest/config';
import { PATIENCE } from './tests/support/patience.ts';

export default defineConfig({
  test: {
    name: 'faults',
    include: ['tests/faults/**/*.test.ts'],
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: PATIENCE.campaignMs,
    hookTimeout: PATIENCE.campaignMs,
    expect: { poll: { timeout: PATIENCE.startMs } },
    globalSetup: ['tests/support/end-with-npm.ts'],
    setupFiles: ['tests/support/leave-nothing.ts'],
    server: { deps: { inline: ['@ldclabs/cose-ts'] } },
  },
});
