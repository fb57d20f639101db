// A Dockerfile carried out in folders: what it copies, runs and leaves out.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../scripts/docker/build.ts';
import { readDockerfile } from '../../scripts/docker/dockerfile.ts';

let folder: string;
let context: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-steps-'));
  context = join(folder, 'context');
  mkdirSync(join(context, 'src'), { recursive: true });
  writeFileSync(join(context, 'src/a.txt'), 'a');
  writeFileSync(join(context, '.env'), 'SECRET=1');
});
afterEach(() => rmSync(folder, { recursive: true }));

const carriedOut = (text: string) =>
  build(readDockerfile(text), { context, ignores: ['*', '!src'], folder: join(folder, 'built'), isRun: () => {} });

test('steps run in their order and folder; a later stage has what it takes from an earlier one, and no more', async () => {
  const built = await carriedOut(`FROM base AS first
WORKDIR /app
COPY src ./src
# between
RUN cat src/a.txt > b.txt \\
  && echo c >> b.txt
FROM base
ENV ONE=1 TWO=2
WORKDIR /app
RUN mkdir /data && chown node:node /data && echo $ONE$TWO > /data/env
COPY --from=first /app/b.txt ./
HEALTHCHECK --interval=1s \\
  CMD ["true", "it is"]
CMD ["node", "x.js"]
`);
  expect(readFileSync(join(built.workdir, 'b.txt'), 'utf8')).toBe('ac\n');
  expect(readFileSync(join(built.root, 'data/env'), 'utf8')).toBe('12\n');
  expect(existsSync(join(built.workdir, 'src'))).toBe(false);
  expect(built).toMatchObject({ command: ['node', 'x.js'], healthcheck: ['true', 'it is'], environment: { ONE: '1' } });
});

test('what .dockerignore keeps out cannot be copied, a step that fails ends it, and an unknown one is refused', async () => {
  await expect(carriedOut('FROM base\nCOPY .env ./\n')).rejects.toThrow('.dockerignore keeps .env out');
  await expect(carriedOut('FROM base\nRUN false\n')).rejects.toThrow();
  await expect(carriedOut('FROM base\nCOPY --from=nobody /a ./\n')).rejects.toThrow('there is no stage nobody');
  expect(() => readDockerfile('FROM base\nADD https://example.com/x /x\n')).toThrow('ADD https://example.com/x /x');
});
