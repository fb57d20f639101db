// `npm run demo`: Showrunner's main job, on this machine, with nothing else installed and no account.

import { parseArgs } from 'node:util';
import { readWebinar, type Webinar } from '../livestorm/webinar.ts';
import { type Stage, setStage } from './stage.ts';
import { tell } from './story.ts';
import { createTranscript } from './transcript.ts';

const USAGE = `npm run demo -- [options]

  --data FILE    a webinar to play (as sandbox/webinars/product-tour.json), in place of the project's own
  --speed N      webinar seconds in one real second; left out, the webinar takes 8 seconds
  --socket       talk to Slack over Socket Mode, in place of HTTP
  --keep         leave everything running at the end, and say where to look
  --script       print the story and end (what happens anyway, for now)
`;

const OWN = new URL('../webinars/product-tour.json', import.meta.url);
const SECONDS = 8;

interface Options {
  webinar: Webinar;
  speed: number;
  mode: 'http' | 'socket';
  keep: boolean;
}

/** Throws with a sentence for what cannot be used. */
function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      speed: { type: 'string' },
      socket: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      script: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const webinar = readWebinar(values.data ?? OWN);
  const speed = values.speed === undefined ? Math.ceil(webinar.duration_s / SECONDS) : Number(values.speed);
  if (!(speed > 0)) throw new Error('--speed takes a number over 0');
  return { webinar, speed, mode: values.socket ? 'socket' : 'http', keep: values.keep };
}

async function main(): Promise<number> {
  const started = performance.now();
  const transcript = createTranscript((text) => process.stdout.write(text));
  const options = readOptions();
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  transcript.title('Showrunner, from a typed command to a digest');
  const stage = await setStage(options.mode);
  transcript.note(`local Slack ${stage.slack.apiUrl}   local Livestorm ${stage.livestorm.url}`);
  transcript.note(
    `the bot, unchanged: node src/main.ts, process ${stage.bot.pid}, ${options.mode === 'http' ? 'HTTP' : 'Socket Mode'}`,
  );
  transcript.note('at its start it read all events and registered its webhooks:');
  transcript.livestorm(stage.livestorm.calls);
  try {
    await tell({ stage, transcript, webinar: options.webinar, speed: options.speed });
    transcript.title(
      `Everything worked, in ${((performance.now() - started) / 1000).toFixed(1)} s and ${stage.livestorm.calls.length} Livestorm calls`,
    );
    if (options.keep) await keep(stage);
    return 0;
  } catch (error) {
    console.error(
      `\nThe demo failed in ${transcript.where}\n${error instanceof Error ? error.message : error}\nThe bot's log: ${stage.bot.log}`,
    );
    return 1;
  } finally {
    await stage.close();
  }
}

/** Until Ctrl-C. */
async function keep({ slack, livestorm, bot }: Stage): Promise<void> {
  console.log(`Still running, until Ctrl-C:
  the bot        ${bot.url}/readyz and ${bot.url}/metrics, its log ${bot.log}
  local Slack    ${slack.apiUrl}
  local Livestorm ${livestorm.url}, with: curl -H 'Authorization: ${livestorm.token}' ${livestorm.url}/events`);
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
