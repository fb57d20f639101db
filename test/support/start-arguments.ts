// What `npm start` gives to Node; without the file of settings: a developer's own must not reach a test, nor is it in the image.

import { readFileSync } from 'node:fs';

export function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  return scripts.start
    .split(' ')
    .slice(1)
    .filter((argument: string) => !argument.startsWith('--env-file'));
}
