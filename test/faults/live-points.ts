// Trial: the bot is killed at a named point between the news of a question and the edit that says it in Slack.

import { setTimeout as wait } from 'node:timers/promises';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { type Doomed, startDoomed, TIMES } from './doomed.ts';
import type { Point } from './doomed-bot.ts';
import type { Trap } from './points-line.ts';

/** Either the process ends itself, or it is killed while a call is in flight. */
type Crash = Point | { slack: Trap['at'] };

const TOLD = 'commit of .*"told" = \\$1.*update "outbox" set "message"';
const CLAIM = '^update "outbox" set "edit_at".*"edit_tries" \\+';
const NOTE = '^update "outbox" set "shown_version"';

/** In the order in which one edit passes them. */
export const livePoints: Record<string, Crash> = {
  'live edit: marked untold, not told': { after: 'commit of .*"told" = \\$3' },
  'live edit: told, not committed': { before: TOLD },
  'live edit: told, not claimed': { after: TOLD },
  'live edit: not claimed yet': { before: CLAIM },
  'live edit: claim committed, not sent': { after: CLAIM },
  'live edit: sent, not taken by Slack': { slack: 'asked' },
  'live edit: taken by Slack, not answered': { slack: 'done' },
  'live edit: answered, not noted': { before: NOTE },
  'live edit: noted': { after: NOTE },
};

export interface Standing {
  /** Questions with a message of their own. */
  messages: number;
  lost: number;
  doubled: number;
  /** Messages that do not say the newest of their question. */
  stale: number;
}

interface Asked {
  id: string;
  /** What its message says when it is up to date. */
  says: string;
}

const DRAINED_WITHIN_MS = 120_000;
/** Until a look that was cut off is taken up again, a minute or two. */
const TOLD_WITHIN_MS = 150_000;
/** To die and to start again. */
const ENDED_WITHIN_MS = 240_000;

/** Asks a question for each kill, has it taken in Slack or answered at Livestorm in turn, and counts when all is said. */
export async function killLiveAt(
  names: string[],
  kills: number,
  tell: (name: string, standing: Standing & { kills: number }) => void,
): Promise<Standing & { kills: number }> {
  await using world = await startDoomed({
    webhooks: true,
    seed: ({ world: at }) => void at.addSession(at.addEvent({ title: 'Under fire' })),
  });
  const [session] = world.livestorm.world.sessions.values();
  if (!session) throw new Error('nothing was seeded');
  await hears(world, 'subscribe all questions');
  const now = Math.floor(Date.now() / 1_000);
  Object.assign(session, { status: 'live', started_at: now - 60, updated_at: now + 1 });
  world.livestorm.emit('session.started', sessionResource(session));
  const isLive = ({ blocks }: Message) => JSON.stringify(blocks).includes('🔴 Live');
  await world.slack.until(() => world.slack.channel(world.channel).messages.some(isLive), 20_000);
  const all: Asked[] = [];
  for (const name of names) {
    const asked: Asked[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const words = `Why ${all.length + kill}?`;
      const question = world.livestorm.world.addQuestion(session, { question: words });
      // Whoever asks for it is not kept waiting for the next look.
      await hears(world, 'live under fire');
      const find = () => messagesOf(world, question.id)[0];
      await world.slack.until(() => find() !== undefined, TOLD_WITHIN_MS);
      // The card says after each look how far it was heard: that is an edit too, and not the one that is meant.
      await quiet(world);
      const message = find();
      if (!message) throw new Error(`nobody was told of ${words}`);
      const isTaken = kill % 2 === 0;
      const answer = `Because ${all.length + kill}.`;
      asked.push({ id: question.id, says: isTaken ? 'takes it' : answer });
      const happen = () => {
        if (isTaken) return void world.ada.press(message, 'live.take').catch(() => undefined);
        Object.assign(question, { response: answer, responded_at: Math.floor(Date.now() / 1_000) });
        void world.ada.command(world.channel, 'live under fire').catch(() => undefined);
      };
      const late = wait(ENDED_WITHIN_MS, undefined, { ref: false }).then(() => {
        throw new Error(`the bot did not come to this point: ${name}`);
      });
      await Promise.race([crash(world, { point: livePoints[name] ?? {}, words }, happen), late]);
    }
    all.push(...asked);
    const deadline = Date.now() + DRAINED_WITHIN_MS;
    while (Date.now() < deadline && standing(world, asked).stale > 0) await wait(50);
    tell(name, { kills, ...standing(world, asked) });
  }
  // What is said late would come now.
  await wait(TIMES.leaseMs + 3 * TIMES.lookMs);
  return { kills: all.length, ...standing(world, all) };
}

const QUIET_MS = 1_000;

async function quiet({ slack }: Doomed): Promise<void> {
  for (let calls = -1; calls !== slack.calls.length; await wait(QUIET_MS)) calls = slack.calls.length;
}

async function hears({ ada, channel, slack }: Doomed, words: string): Promise<void> {
  const before = ada.ephemerals.length;
  await ada.command(channel, words);
  await slack.until(() => ada.ephemerals.length > before, 20_000);
}

async function crash(
  world: Doomed,
  { point, words }: { point: Crash; words: string },
  happen: () => void,
): Promise<void> {
  if ('slack' in point) {
    const saying = new RegExp(words.replace('?', '\\?'));
    world.line.set({ method: 'chat.update', saying, at: point.slack }, world.kill);
  } else await world.arm(point);
  happen();
  await world.again();
}

const messagesOf = ({ slack, channel }: Doomed, id: string): Message[] =>
  slack.channel(channel).messages.filter(({ metadata }) => {
    const { key } = (metadata?.event_payload ?? {}) as { key?: string };
    return key?.startsWith(`question ${id} `);
  });

/** Judged from Slack's side alone. */
function standing(world: Doomed, asked: Asked[]): Standing {
  const each = asked.map(({ id, says }) => ({ says, messages: messagesOf(world, id) }));
  const isStale = ({ says, messages }: (typeof each)[number]) =>
    messages.some(({ blocks }) => !JSON.stringify(blocks).includes(says));
  return {
    messages: each.reduce((sum, { messages }) => sum + messages.length, 0),
    lost: each.filter(({ messages }) => messages.length === 0).length,
    doubled: each.filter(({ messages }) => messages.length > 1).length,
    stale: each.filter(isStale).length,
  };
}
