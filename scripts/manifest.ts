// Prints the app's manifest for Slack: `npm run manifest -- --url https://… | --socket [--steps] [--command /…]`.
// manifest.yml is the source, with the reason for each scope; the steps come from the table of steps.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { manifest } from './manifest/manifest.ts';

const USAGE = `Usage: npm run manifest -- (--url https://… | --socket) [--steps] [--command /webinar]
  --url      the app's public address, where Slack sends its requests
  --socket   Socket Mode: no public address is needed
  --steps    with the steps for Workflow Builder (not every plan of Slack's has them)
  --command  the slash command, as in SLASH_COMMAND`;

const options = {
  url: { type: 'string' },
  socket: { type: 'boolean' },
  steps: { type: 'boolean' },
  command: { type: 'string' },
} as const;

try {
  const source = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
  process.stdout.write(manifest(source, parseArgs({ options }).values));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}
