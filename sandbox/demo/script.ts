// The story in the terminal: each step is done, shown and checked.

import type { Options } from './options.ts';
import { type Stage, setStage } from './stage.ts';
import { tell } from './story.ts';
import { createTranscript } from './transcript.ts';

/** The exit code: 0 when everything worked. */
export async function runScript(options: Options): Promise<number> {
  const started = performance.now();
  const transcript = createTranscript((text) => process.stdout.write(text));
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
