// Telling who subscribed a channel that Slack does not take what the bot says there, and what to do about it.

import type { Claimed } from '../store/outbox-claim.ts';
import { actions, button, context, type Message, message, section } from './blocks.ts';
import { cutMrkdwn } from './limits.ts';
import { mentionChannel } from './mention.ts';
import { literal, short } from './names.ts';
import { md, mrkdwn } from './text.ts';

const SHOWN = 400;

/** By Slack's own code (chat.postMessage errors). */
export function whatToDo(reason: string) {
  if (reason === 'not_in_channel' || reason === 'channel_not_found') return 'Invite me there with /invite, then press';
  if (reason === 'is_archived') return 'The channel is archived. Subscribe in another one, or unarchive it and press';
  if (reason.startsWith('restricted_action'))
    return 'Not everybody may post there. Ask its managers to let me, then press';
  return 'Tell whoever operates Showrunner: the log says more. When it is mended, press';
}

/** The message's words are escaped since they were written: see `message`. */
export function givenUp(
  { channel, message: said }: Pick<Claimed, 'channel' | 'message'>,
  reason: string,
  isPaused: boolean,
): Message {
  return message('Slack does not let me post in a channel that you subscribed.', [
    section(
      md`I could not post in ${mentionChannel(channel)}: Slack says \`${literal(short(reason, 100))}\`. ${whatToDo(reason)} *${isPaused ? 'Resume' : 'Post it now'}*.${isPaused ? ' Its subscriptions are paused until then.' : ''}`,
    ),
    section(mrkdwn(cutMrkdwn(`It begins: ${said.text}`, SHOWN))),
    actions(
      isPaused
        ? button({ id: 'subscriptions.resume', text: 'Resume', value: channel, style: 'primary' })
        : button({ id: 'outbox.revive', text: 'Post it now', value: channel }),
    ),
    context(
      isPaused
        ? 'The button also posts what was refused, for 30 days. Until then I say nothing there, and nothing more to you about it.'
        : 'The button posts all that waits for this channel, for 30 days. I write to you about a channel once a day at most.',
    ),
  ]);
}

export function revived(messages: number): Message {
  const words =
    messages === 0
      ? 'Nothing waits for that channel any more. Nothing was posted.'
      : 'I post it now. If it does not appear there within a minute, Slack still refuses it.';
  return message(words, [section(words)]);
}
