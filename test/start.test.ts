// How the bot is started is written in two places, and what they say is the same.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startArguments } from './support/start-arguments.ts';

const image = readFileSync('Dockerfile', 'utf8');

test('the image starts the bot as `npm start` does', () => {
  const [, command = '[]'] = /^CMD (\[.+\])$/m.exec(image) ?? [];
  expect(JSON.parse(command)).toEqual(['node', ...startArguments()]);
});

test("the image's build loads it with the same options: what V8 keeps of it is of no use under others", () => {
  expect(image).toContain(`RUN ! node ${startArguments().join(' ')} `);
});
