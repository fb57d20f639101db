// Words of strangers on their way into a channel: they stay words. Nobody is pinged, nothing can be pressed, all of it is said.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { liveLinks } from '../../sandbox/slack/words.ts';
import { answerTo, calm, deliver, formOf, hears, SOME_DAY, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const TITLE = '<!channel> *Tour* <https://evil.example|click> <@U0000000BEN> @here https://evil.example';

const NASTY = [
  '<!channel> <!here> <!everyone> @channel',
  '<@U0000000BEN> <!subteam^S0OPERATORS> <#C000GENERAL>',
  '<https://evil.example|your bank> https://evil.example www.evil.example [x](https://evil.example)',
  'grace@evil.example <mailto:grace@evil.example|write>',
  '*bold* _it_ ~gone~ `code` ```block``` > quote :smile: & &amp; &lt;!channel&gt;',
  'مرحبا بالعالم \u202egnp.exe\u202c שלום',
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 é̷̴̶̡̢̛',
  '\u200b\u200d\u2060\ufeff',
  'nul\u0000bell\u0007escape\u001b[31m',
  '\ud83d lone',
  '',
  '   ',
  'line\none\r\ntwo\u2028three\n\n\n\n\nfour',
  'x'.repeat(4_000),
  'слово '.repeat(700),
  '<'.repeat(4_000),
  '&'.repeat(2_000),
  '{"type":"section"} <script>alert(1)</script> {{7*7}} %s %d',
];

let world: World;
beforeAll(async () => {
  world = await openWorld({
    seed: ({ world: there }) => void there.addSession(there.addEvent({ title: TITLE, slug: 'nasty' })),
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
  expect(world.slack.pings.filter(({ text }) => text !== `<@${world.ada.id}>`)).toEqual([]);
});

const posted = () => world.slack.channel(world.channel).messages;
/** Other than the card's own, to Livestorm's page. */
const links = () =>
  [...posted(), ...world.ada.ephemerals]
    .flatMap(liveLinks)
    .filter((url) => !url.startsWith('https://app.livestorm.co/p/'));

test('a title with markup is shown as it was written, in every answer and in the channel', async () => {
  // Marks that nobody can escape in mrkdwn give way to signs that look like them.
  const shown = '<!channel> ∗Tour∗ <https://evil.example|click> <@U0000000BEN> @here https://evil.example';
  expect(await answerTo(world, '')).toContain(shown);
  const list = await hears(world, () => world.ada.command(world.channel, 'list'));
  expect(sees(world, list)).toContain(shown);
  await world.ada.press(list, 'share');
  await world.slack.until(() => posted().length === 1);
  await answerTo(world, 'subscribe nasty');
  await world.bot.idle();
  expect(await answerTo(world, 'subscriptions')).toContain(shown);
  expect(posted().map((message) => sees(world, message))).toEqual([
    expect.stringContaining(shown),
    expect.stringContaining(shown),
    expect.stringContaining('<!channel> *Tour* <https://evil.example|click>'), // the card's heading knows no markup
  ]);
  expect(links()).toEqual([]);
});

test('a title with markup goes to Livestorm as it was typed, and comes back as words', async () => {
  const form = await formOf(world, 'create', 'create');
  await world.ada.submit(form, {
    title: TITLE,
    date: SOME_DAY,
    time: '15:00',
    description: '<b>bold</b> & <!channel>',
  });
  const done = await world.form('done');
  expect(sees(world, done)).toContain('<!channel> ∗Tour∗ <https://evil.example|click> <@U0000000BEN> @here');
  const before = posted().length;
  await world.ada.press(done, 'share');
  await world.slack.until(() => posted().length > before);
  expect(links()).toEqual([]);
  const [{ body } = { body: {} }] = world.spent();
  const { title, description } = (body as { data: { attributes: Record<string, string> } }).data.attributes;
  expect(title).toBe(TITLE);
  expect(description).toBe('<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;!channel&gt;</p>');
});

test('a digest of the nastiest questions and messages says them all, pings nobody and links nothing', async () => {
  const [session] = world.livestorm.world.sessions.values();
  if (!session) throw new Error('no session');
  const at = session.estimated_started_at;
  const { world: there } = world.livestorm;
  const stamp = (offset: number) => ({ created_at: at + offset, updated_at: at + offset });
  for (const [index, words] of NASTY.entries()) {
    const name = { first_name: words.slice(0, 80), last_name: '<!channel>', email: `p${index}@evil.example` };
    const person = there.addPerson(session, { ...name, attended: true });
    there.addQuestion(session, {
      question: words,
      question_author_id: person.id,
      response: index % 2 ? words : null,
      ...stamp(index),
    });
    for (let copy = 0; copy < 3; copy++)
      there.addMessage(session, { text_content: words, author_id: person.id, ...stamp(index) });
  }
  Object.assign(session, { status: 'past', started_at: at, ended_at: at + 600, duration: 600, updated_at: at + 600 });
  const before = posted().length;
  await deliver(world, 'session.ended', session);
  const said = posted().slice(before);
  expect(said.flatMap(liveLinks)).toEqual([]);
  const digest = said.filter(({ metadata }) => JSON.stringify(metadata?.event_payload ?? {}).includes('"digest '));
  expect(digest.length).toBeGreaterThan(1);
  const all = digest.map((message) => sees(world, message)).join(' ');
  for (const words of [
    '<!channel> <!here> <!everyone> @channel',
    '<@U0000000BEN> <!subteam^S0OPERATORS>',
    'مرحبا بالعالم',
    '👩‍👩‍👧‍👦',
    'nulbellescape',
    'lone',
    'xxxxxxxxxx',
    'слово слово',
    '<<<<<<<<<<',
    '&&&&&&&&&&',
    '<script>alert(1)</script>',
    '(no text)',
  ])
    expect(all).toContain(words);
  for (const hidden of ['\u202e', '\u0000', '\u0007', '\u001b', 'evil.example>', 'p0@evil.example'])
    expect(all).not.toContain(hidden);
  expect(digest.every(({ threadTs }, index) => (threadTs === undefined) === (index === 0))).toBe(true);
});
