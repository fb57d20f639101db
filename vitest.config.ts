import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { COMPILED } from './test/support/compiled.ts';

/** What puts something else in the place of Node's own file system, and so may not share a process with others. */
const apart = ['test/store/embedded.test.ts'];

/** What waits most of its time, for processes and browsers to start and for moments to pass. */
const WAITING =
  /\/test\/(faults|browser|sandbox\/page\/demo|jobs\/drain|doors\/(process|database|bugs|import-restart))/;

/** Begun first, they wait while the others work; in the order of their sizes they would be the last, and wait alone. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isWaiting = ({ moduleId }: TestSpecification) => WAITING.test(moduleId);
    return [...sorted.filter(isWaiting), ...sorted.filter((file) => !isWaiting(file))];
  }
}

const common = { testTimeout: 60_000, hookTimeout: 60_000, env: { NODE_COMPILE_CACHE: COMPILED } };

export default defineConfig({
  test: {
    // On two cores Vitest would use one. One more than there are: some of them always wait.
    maxWorkers: availableParallelism() + 1,
    globalSetup: 'test/support/image.ts',
    sequence: { sequencer: WaitingFirst },
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
