import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What puts something else in the place of Node's own file system, and so may not share a process with others. */
const apart = ['test/store/embedded.test.ts'];

const common = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // On two cores Vitest would use one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...common,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          // None leaves anything behind in a module, and loading Bolt and PGlite anew for each file doubles the time.
          isolate: false,
        },
      },
      { test: { ...common, name: 'apart', include: apart } },
    ],
  },
});
