// How the bot is started is written in three places, and what they say is the same.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { imageArguments } from './support/image.ts';

const image = readFileSync('Dockerfile', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const options = imageArguments().slice(0, -1);

test('`npm start` gives to Node what the image does, with the file of settings and the source', () => {
  expect(scripts.start).toBe(['node', '--env-file-if-exists=.env', ...options, 'start.js'].join(' '));
});

test("the image's build loads it with the same options: what V8 keeps of it is of no use under others", () => {
  expect(image).toContain(`RUN ! node ${imageArguments().join(' ')} `);
});
