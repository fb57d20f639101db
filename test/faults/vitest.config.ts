// The slow trials, `npm run test:faults`: kills, power cuts and hundreds of thousands of rows. Short forms are in `npm test`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/faults/**/*.fault.ts'],
    testTimeout: 900_000,
    fileParallelism: false,
  },
});
