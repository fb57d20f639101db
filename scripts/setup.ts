// npm run setup: asks for the settings that are missing, tries each token, and writes them into .env.

import { parseArgs, parseEnv } from 'node:util';
import { createAsking } from './setup/asking.ts';
import { readIfThere, save, withValue } from './setup/env-file.ts';
import { interview } from './setup/interview.ts';
import { questions, type Settings } from './setup/questions.ts';

const USAGE = `Usage: npm run setup
  Asks for the settings that .env and the environment do not have, tries each token, and writes .env.
  What stands there is never written over unasked. The answers may come from a pipe, a line each.`;

const FILE = '.env';

async function main(): Promise<number> {
  if (parseArgs({ options: { help: { type: 'boolean', short: 'h' } } }).values.help) {
    console.log(USAGE);
    return 0;
  }
  const there = await readIfThere(FILE);
  let text = there ?? (await readIfThere(new URL('../.env.example', import.meta.url).pathname)) ?? '';
  // As at a start: the environment goes before the file.
  const settings: Settings = { ...parseEnv(text), ...process.env };
  console.log(
    `Showrunner's settings, in ${FILE}${there === null ? ', which is made now' : ''}. Ctrl-C ends; what was answered is kept.
The Slack app comes from \`npm run manifest\`: README.md, "Run it for real".\n`,
  );
  const asking = createAsking(process.stdin, process.stdout);
  const open = await interview(questions, {
    asking,
    settings,
    say: (line) => console.log(line),
    async keep(name, value) {
      text = withValue(text, name, value);
      await save(FILE, text);
    },
  });
  asking.close();
  console.log(`\n${open.length === 0 ? next(settings) : missing(open)}`);
  return open.length === 0 ? 0 : 1;
}

const missing = (open: string[]) =>
  `Not settled yet: ${open.join(', ')}. What was answered is in ${FILE}; run \`npm run setup\` again.`;

function next({ PUBLIC_URL, PORT, SLASH_COMMAND = '/webinar' }: Settings): string {
  const address = PUBLIC_URL?.replace(/\/+$/, '');
  const reach = address
    ? `\n     ${address} must lead to port ${PORT || 3000} here. Slack sends its requests to ${address}/slack/events.`
    : '';
  return `All is set. Next:
  1. npm start${reach}
  2. In Slack: invite the app to a channel, and type \`${SLASH_COMMAND} doctor\` there.
  3. \`${SLASH_COMMAND} subscribe all\` brings the digests there.`;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
