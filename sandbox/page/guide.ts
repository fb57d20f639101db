// The five steps of the story, and which of them has happened: read from the world, so that any way of doing it counts.

import type { Livestorm } from '../livestorm/server.ts';
import type { Message } from '../slack/model.ts';
import type { Slack } from '../slack/server.ts';

export type Step = 'create' | 'register' | 'start' | 'questions' | 'digest';

/** What is said at once, at the end, has a digest's place but not its words: it is put there by an edit. */
const isDigestSince =
  (at: number) =>
  ({ botId, text, versions }: Message): boolean =>
    botId !== undefined && text.startsWith('Digest of ') && (versions.at(-1)?.at ?? 0) >= at;

/** Steps in their order, each with whether it was done since the guide was made. */
export function createGuide(slack: Slack, livestorm: Livestorm): () => Record<Step, boolean> {
  const done: Record<Step, boolean> = { create: false, register: false, start: false, questions: false, digest: false };
  let seen = livestorm.calls.length;
  let startedAt = Number.POSITIVE_INFINITY;
  const OPERATIONS: Record<string, Step> = {
    createEvent: 'create',
    registerPerson: 'register',
    listQuestions: 'questions',
  };
  return () => {
    for (const { operation, status, method } of livestorm.calls.slice(seen)) {
      const step = OPERATIONS[operation ?? ''];
      if (step && (status === 201 || (method === 'GET' && status === 200))) done[step] = true;
    }
    seen = livestorm.calls.length;
    if (!done.start && [...livestorm.world.sessions.values()].some(({ status }) => status === 'live')) {
      done.start = true;
      startedAt = Date.now();
    }
    const messages = [...slack.workspace.channels.values()].flatMap((channel) => channel.messages);
    done.digest ||= messages.some(isDigestSince(startedAt));
    return done;
  };
}
