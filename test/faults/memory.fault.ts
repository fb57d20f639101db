// The largest session there is, in the smallest container there is: the bot over a server, with 256 MB in all.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addCrowd } from '../../sandbox/livestorm/crowd.ts';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { startLivestorm } from '../../sandbox/livestorm/server.ts';
import { startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { stand } from '../support/doors.ts';
import { freePort } from '../support/port.ts';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { startProcess } from '../support/process.ts';
import { report } from './figures.ts';

const reason = noPostgres() ?? (process.platform === 'linux' ? undefined : 'without /proc');

/** Of a process, in MB: what it has now, and the most it ever had. */
function memory(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024);
  return { now: read('VmRSS'), most: read('VmHWM') };
}

describe.skipIf(reason !== undefined)(reason ?? 'over a server', () => {
  test('a session of 100,000 messages is summed up in 256 MB', async () => {
    await using postgres = await startPostgres();
    await using livestorm = await startLivestorm({ burst: 0 });
    await using slack = await startSlack();
    const { session } = stand(livestorm, 'A crowd');
    // It ended so long ago that nobody waits for attendance to settle.
    const start = Math.floor(Date.now() / 1_000) - 3 * 3_600;
    session.estimated_started_at = start;
    addCrowd(livestorm.world, session, { people: 10_000, questions: 2_000, messages: 100_000 });
    const port = await freePort();
    const bot = startProcess({
      PATH: process.env.PATH ?? '',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      LIVESTORM_API_TOKEN: livestorm.token,
      LIVESTORM_API_URL: livestorm.url,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: await postgres.create('crowded'),
    });
    await bot.said('showrunner is running');
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    await livestorm.until(() => livestorm.world.webhooks.size === 5, 30_000);
    const ada = slack.person(SEED.ada);
    await ada.command(SEED.webinars, 'subscribe all digest');
    const { messages } = slack.channel(SEED.webinars);
    await slack.until(() => messages.length > 0, 10_000);
    const idle = memory(bot.pid);
    const over = {
      started_at: start,
      ended_at: start + 3_600,
      duration: 3_600,
      updated_at: Math.floor(Date.now() / 1_000) + 60,
    };
    const began = performance.now();
    livestorm.emit('session.ended', sessionResource(Object.assign(session, { status: 'past' as const, ...over })));
    const digest = () => messages.find(({ text }) => text.startsWith('Digest of'));
    await slack.until(() => digest() !== undefined, 300_000);
    const asked = digest();
    if (asked) await ada.press(asked, 'digest.all');
    // Four calls a second.
    await slack.until(() => digest()?.text.includes('100,000 messages from 10,000 people') === true, 900_000);
    const seconds = Math.round((performance.now() - began) / 1_000);
    const { most } = memory(bot.pid);
    bot.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    const calls = livestorm.calls.length;
    report('a session of 100,000 messages', { calls, secondsToDigest: seconds, idleMB: idle.now, mostMB: most });
    expect(livestorm.calls.filter(({ operation }) => operation === 'listChatMessages')).toHaveLength(2_000);
    expect(most).toBeLessThan(256);
  }, 1_200_000);
});
