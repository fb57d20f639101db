// What is generated is as fresh as the table of commands.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandsPage, hintOf, withHint } from '../../scripts/generate/pages.ts';
import { commands } from '../../src/commands/verbs.ts';

const stale = 'stale: run npm run generate';

test('docs/commands.md says what help says', () => {
  expect(readFileSync('docs/commands.md', 'utf8'), stale).toBe(commandsPage(commands));
});

test('the hint of the slash command names every verb', () => {
  const manifest = readFileSync('manifest.yml', 'utf8');
  expect(withHint(manifest, hintOf(commands)), stale).toBe(manifest);
});

test('a hint that Slack would refuse, or a manifest without one, ends the generation', () => {
  const [one] = commands;
  if (!one) throw new Error('no commands');
  expect(() => hintOf(Array.from({ length: 200 }, () => one))).toThrow('Slack takes 1000');
  expect(() => withHint('features: {}\n', 'a')).toThrow('no usage_hint');
});

test('a sign that would break the table does not', () => {
  const [one] = commands;
  if (!one) throw new Error('no commands');
  expect(commandsPage([{ ...one, usage: '[a|b]' }])).toContain('[a\\|b]');
});
