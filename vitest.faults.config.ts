/**
 * Yields where faults are run: Node, one test at a time, with browsers and disks of its own. They
 * take minutes and wish for root, so that `npm test` leaves them to `npm run test:faults`.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'faults',
    include: ['tests/faults/**/*.test.ts'],
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 600_000,
    hookTimeout: 300_000,
    server: { deps: { inline: ['@ldclabs/cose-ts'] } },
  },
});
