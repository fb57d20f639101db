// The main job through both doors: from a typed command to a digest in the channel.

import { describe, expect, test } from 'vitest';
import { readWebinar } from '../sandbox/livestorm/webinar.ts';
import { openWorld } from './support/world.ts';

const webinar = readWebinar(new URL('../sandbox/webinars/product-tour.json', import.meta.url));

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  test('a webinar is created, registered for, followed and summed up, for the fewest calls', async () => {
    await using world = await openWorld({ transport });
    const { ada, slack, livestorm, channel } = world;
    const operations = () => world.spent().map(({ operation }) => operation);

    await ada.command(channel, 'create Spring product tour');
    const form = await world.form('create');
    await ada.submit(form, { date: '2027-03-04', time: '15:00', zone: 'Europe/Paris', status: 'published' });
    await world.form('done');
    expect(operations()).toEqual(['createEvent']);
    const [session] = [...livestorm.world.sessions.values()];
    if (!session) throw new Error('no session was created');
    expect(new Date(session.estimated_started_at * 1000).toISOString()).toBe('2027-03-04T14:00:00.000Z');

    await ada.command(channel, 'register spring tour grace@example.com Grace Hopper');
    const registration = await world.form('register');
    await ada.submit(registration);
    await world.form('done');
    expect(operations()).toEqual(['registerPerson']);

    await ada.command(channel, 'subscribe spring tour digest');
    await slack.until(() => slack.channel(channel).messages.length === 1 && ada.ephemerals.length > 0);
    expect(operations()).toEqual([]);

    await livestorm.play(session.id, webinar, { speed: Number.POSITIVE_INFINITY });
    const ended = () => livestorm.deliveries.some(({ event, status }) => event === 'session.ended' && status === 204);
    await livestorm.until(ended);
    await world.bot.idle();
    const [, root] = slack.channel(channel).messages;
    expect(root?.text).toContain('Spring product tour');
    const thread = JSON.stringify(slack.channel(channel).thread(root?.ts ?? ''));
    for (const { question } of webinar.questions)
      expect(thread).toContain(JSON.stringify(question.slice(0, 20)).slice(1, -1));
    const people = webinar.registrants.total + webinar.people.filter(({ team }) => team).length;
    const pages = [people, webinar.messages.length, webinar.questions.length].map((rows) => Math.ceil(rows / 50));
    expect(world.spent()).toHaveLength(pages.reduce((sum, count) => sum + count, 0));
    expect(slack.pings.filter(({ text }) => text !== `<@${ada.id}>`)).toEqual([]);
  });
});
