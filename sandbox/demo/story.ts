// The story: from a typed command to a digest in a channel, each step checked as it happens.

import { renderText } from '../slack/render.ts';
import { answer, check, type Story, sends, shows, types, ZONE } from './acting.ts';
import { isDigest, isOf, isWhole, questionsNamed } from './digest-check.ts';

/** Throws, with a sentence, at the first thing that is not as it should be. */
export async function tell(story: Story): Promise<void> {
  const session = await creates(story);
  await schedules(story);
  await registers(story);
  await subscribes(story);
  await follows(story, session);
  await asksForQuota(story);
}

/** A Tuesday that is at least a week away, as the date picker gives it. */
function tuesday(weeks: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7) + 7 * weeks);
  return day.toISOString().slice(0, 10);
}

async function creates(story: Story): Promise<string> {
  const { stage, transcript, webinar } = story;
  const { ada, livestorm, slack } = stage;
  transcript.chapter('Ada looks at what there is');
  const before = ada.ephemerals.length;
  await types(story, '');
  await answer(story, before);
  transcript.livestorm(stage.spent());

  transcript.chapter('She creates a webinar');
  await types(story, `create ${webinar.title}`);
  const form = await stage.form('create');
  const skipped = skippedHour();
  ada.fill(form, { date: skipped.date, time: skipped.time });
  const refused = await ada.submit(form);
  check(refused.errors?.time !== undefined, 'an hour that the clocks skip was taken');
  transcript.note(`An hour that does not exist is refused under its field: ${refused.errors.time}`);
  const known = new Set(livestorm.world.sessions.keys());
  const done = await sends(story, form, { date: tuesday(1), time: '15:00', status: 'published' });
  const session = [...livestorm.world.sessions.keys()].find((id) => !known.has(id));
  check(session !== undefined, 'Livestorm has no new session');

  const posted = slack.channel(stage.channel).messages.length;
  await ada.press(done, 'share');
  await slack.until(() => slack.channel(stage.channel).messages.length > posted, 15_000);
  const shared = slack.channel(stage.channel).messages.at(-1);
  check(shared !== undefined, 'nothing was shared');
  transcript.does('Ada', 'the form', 'presses Share in channel');
  shows(story, 'everybody in #webinars sees', shared);
  return session;
}

/** The last Sunday of next March, 02:30: the clocks of Paris go from 02:00 to 03:00. */
function skippedHour(): { date: string; time: string } {
  const now = new Date();
  const year = now.getUTCFullYear() + (now.getUTCMonth() > 1 ? 1 : 0);
  const day = new Date(Date.UTC(year, 2, 31));
  day.setUTCDate(31 - day.getUTCDay());
  return { date: day.toISOString().slice(0, 10), time: '02:30' };
}

async function schedules(story: Story): Promise<void> {
  const { stage, transcript } = story;
  transcript.chapter('A second session, the date in words');
  await types(story, `schedule "${story.webinar.title}" ${tuesday(2)} 17:30 New York`);
  await sends(story, await stage.form('schedule'), { name: 'For the Americas' });
}

async function registers(story: Story): Promise<void> {
  const { stage, transcript } = story;
  transcript.chapter('She registers a lead');
  await types(story, 'register office hours grace@example.com Grace Hopper');
  await sends(story, await stage.form('register'), {});
  transcript.chapter('And once more, by mistake');
  await types(story, 'register office hours grace@example.com Grace Hopper');
  await sends(story, await stage.form('register'), {});
}

async function subscribes(story: Story): Promise<void> {
  const { stage, transcript } = story;
  const { slack, ada, channel } = stage;
  transcript.chapter('The channel follows every webinar');
  const before = ada.ephemerals.length;
  await types(story, 'subscribe all');
  await answer(story, before);
  await slack.until(() => slack.channel(channel).messages.some(isOf('card')), 15_000);
  const [told] = slack.channel(channel).messages.filter(({ text }) => text.startsWith('This channel now follows'));
  const [card] = slack.channel(channel).messages.filter(isOf('card'));
  check(told !== undefined && card !== undefined, 'the channel was not told');
  shows(story, 'everybody in #webinars sees', told);
  shows(story, 'and a card for each of the next sessions', card);
  transcript.livestorm(stage.spent());
}

/** Real seconds in which a webinar must play, to be looked at meanwhile. */
const LONG_ENOUGH_S = 6;

/** While it is played, so that it takes no longer; and not to its end: a channel gets a message a second. */
async function looksIn(story: Story, session: string): Promise<void> {
  const { stage, transcript } = story;
  const { ada, slack, livestorm, channel } = stage;
  await livestorm.until(() => livestorm.world.questionsOf(session).length > 0, 15_000);
  transcript.chapter('While it runs, Ada has what is asked and written brought here');
  const before = ada.ephemerals.length;
  await types(story, `live ${session}`);
  await answer(story, before);
  const said = (what: string) => slack.channel(channel).messages.find(isOf(what));
  for (const what of ['chat', 'question']) {
    await slack.until(() => said(what) !== undefined, 15_000);
    const message = said(what);
    check(message?.threadTs !== undefined, `the ${what} does not stand in the thread of the card`);
    shows(story, 'in the thread of its card', message);
  }
  transcript.livestorm(stage.spent());
  const stopped = () => slack.channel(channel).messages.find(({ text }) => text.startsWith('No longer followed live'));
  await types(story, 'live stop');
  await slack.until(() => stopped() !== undefined, 15_000);
  transcript.note('The rest stands in the digest.');
}

async function follows(story: Story, session: string): Promise<void> {
  const { stage, transcript, webinar, speed } = story;
  const { livestorm, slack, channel } = stage;
  const minutes = Math.round(webinar.duration_s / 60);
  transcript.chapter('The webinar takes place');
  transcript.note(
    `${minutes} minutes, played ${speed} times as fast: ${webinar.registrants.total} registrants, ${webinar.messages.length} messages, ${webinar.questions.length} questions`,
  );
  // It is early: a week before its day.
  const played = livestorm.play(session, webinar, { speed, startsAt: Math.floor(Date.now() / 1_000) });
  if (webinar.questions.length > 0 && webinar.duration_s / speed >= LONG_ENOUGH_S) await looksIn(story, session);
  await played;
  const delivered = livestorm.deliveries.filter(({ event }) => event === 'session.ended');
  transcript.note(`Livestorm delivered session.ended, signed; the bot answered ${delivered.at(-1)?.status}`);

  const all = () => slack.channel(channel).messages.filter(isOf('digest'));
  await slack.until(() => all().length > 0, 15_000);
  const [first] = all();
  check(first !== undefined && !isDigest(first), 'the channel was not told at once that it has ended');
  shows(story, 'everybody in #webinars sees at once', first);
  transcript.livestorm(stage.spent());

  transcript.chapter('Its digest takes that place when Livestorm has told who came');
  const words = () => all().map((message) => renderText(message, { timeZone: ZONE }));
  await slack.until(() => isWhole(all()), 30_000);
  const { missing, unanswered, aloud, written } = questionsNamed(webinar, words());
  check(missing.length === 0, `the digest does not name: ${missing.join(' / ')}`);
  for (const [index, message] of all().entries()) {
    shows(story, index === 0 ? 'everybody in #webinars sees' : 'in its thread', message);
  }
  const [root = ''] = words();
  for (const number of [webinar.registrants.total, webinar.registrants.attended]) {
    check(root.includes(String(number)), `the digest does not say ${number}`);
  }
  transcript.note(
    `All ${webinar.questions.length} questions are named: ${unanswered} unanswered, ${aloud} answered aloud, ${written} in writing.`,
  );
  transcript.livestorm(stage.spent());
}

async function asksForQuota(story: Story): Promise<void> {
  const { stage, transcript } = story;
  transcript.chapter('What it all cost');
  const before = stage.ada.ephemerals.length;
  await types(story, 'quota');
  await answer(story, before);
  const calls = stage.spent();
  check(calls.length === 0, 'the quota report cost a call');
  transcript.livestorm(calls);
}
