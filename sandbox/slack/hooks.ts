// response_urls: five uses within thirty minutes, then 404 (docs.slack.dev/interactivity/handling-user-interaction).

import { randomBytes } from 'node:crypto';
import { type Channel, type Json, type Message, Refusal, str } from './model.ts';
import { contentOf, edit, post, remove } from './posting.ts';
import type { World } from './world.ts';

const USES = 5;
const LIFE_MS = 30 * 60_000;

export interface Hook {
  userId: string;
  channel: Channel;
  /** The message that was pressed; a command has none until the first answer. */
  original: Message | undefined;
  at: number;
  uses: number;
}

export interface Hooks {
  issue(hook: { userId: string; channel: Channel; original?: Message | undefined }): string;
  /** Refuses with `used_url` or `expired_url`: HTTP 404. */
  use(token: string): Hook;
}

export function createHooks(origin: () => string, now: () => number): Hooks {
  const issued = new Map<string, Hook>();
  return {
    issue({ userId, channel, original }) {
      const token = randomBytes(12).toString('hex');
      issued.set(token, { userId, channel, original, at: now(), uses: 0 });
      return `${origin()}/response/${token}`;
    },
    use(token) {
      const hook = issued.get(token);
      if (!hook || now() - hook.at > LIFE_MS) throw new Refusal('expired_url');
      hook.uses += 1;
      if (hook.uses > USES) throw new Refusal('used_url');
      return hook;
    },
  };
}

const KNOWN = new Set([
  ...['text', 'blocks', 'attachments', 'response_type', 'replace_original', 'delete_original', 'thread_ts'],
  ...['metadata', 'mrkdwn', 'parse', 'link_names', 'unfurl_links', 'unfurl_media'],
]);

/** What an app posts to a response_url, or answers to a command. Ephemeral unless it says `in_channel`. */
export function respond(world: World, hook: Omit<Hook, 'at' | 'uses'>, body: Json): Message | undefined {
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name));
  if (unknown)
    throw new Refusal('invalid_arguments', { response_metadata: { messages: [`[ERROR] unknown field: ${unknown}`] } });
  if (body.delete_original === true) {
    if (hook.original) remove(world, hook.original);
    return undefined;
  }
  const content = contentOf(body, world, { maxText: 40_000 });
  if (body.replace_original === true && hook.original) {
    edit(world, hook.original, content);
    return hook.original;
  }
  const message = post(
    world,
    {
      channel: hook.channel,
      ephemeralTo: body.response_type === 'in_channel' ? undefined : hook.userId,
      threadTs: str(body.thread_ts) || undefined,
    },
    content,
  );
  hook.original ??= message;
  return message;
}
