// A shortcut of Slack's menus: who chose it, where, and on which words.

import type { RespondFn, SlackShortcut } from '@slack/bolt';
import { shortcuts } from '../commands/registry.ts';
import type { Request } from './requests.ts';

/** `respond` is there for a message's shortcut only: a global one has no place to answer in. */
export function shortcutRequest(shortcut: SlackShortcut, respond: RespondFn | undefined): Request {
  const id = shortcut.callback_id;
  const known = Object.entries(shortcuts).find(([name]) => name === id)?.[1];
  const isOnMessage = shortcut.type === 'message_action';
  return {
    what: `shortcut ${id}`,
    verb: known?.verb ?? 'unknown',
    ask: { user: shortcut.user.id, channel: isOnMessage ? shortcut.channel.id : null },
    triggerId: shortcut.trigger_id,
    respond:
      isOnMessage && respond
        ? (message, { replace }) => respond({ ...message, response_type: 'ephemeral', replace_original: replace })
        : null,
    again: known?.verb ?? 'help',
  };
}

/** Every string of the message: an app's may have its words in blocks or attachments only. */
export function wordsOf(shortcut: SlackShortcut): string {
  return shortcut.type === 'message_action' ? strings(shortcut.message).join('\n') : '';
}

function strings(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(strings) : [];
}
