// Asking a person whether a message stands in its channel: Slack gave no answer, and the bot may not look.

import type { Claimed } from '../store/outbox-claim.ts';
import { actions, button, context, type Message, message, section } from './blocks.ts';
import { cutMrkdwn } from './limits.ts';
import { mentionChannel } from './mention.ts';
import { md, mrkdwn, when } from './text.ts';

type Unsure = Pick<Claimed, 'id' | 'channel' | 'part' | 'of' | 'message' | 'triedAt'>;

const SHOWN = 400;

/** Its words are escaped since they were written: see `message`. */
export function ambiguous({ id, channel, part, of, message: said, triedAt }: Unsure, timeZone: string): Message {
  const value = String(id);
  const where = of > 1 ? md`${mentionChannel(channel)}, part ${part + 1} of ${of}` : mentionChannel(channel);
  return message('Slack did not say whether it took a message of mine. Look for it in its channel, then tell me.', [
    section(
      md`Slack did not say whether it took a message of mine in ${where}, ${when(triedAt, timeZone)}. I may not look, so I did not post it again. Look there, then tell me.`,
    ),
    section(mrkdwn(cutMrkdwn(`It begins: ${said.text}`, SHOWN))),
    actions(
      button({ id: 'outbox.there', text: 'It is there', value }),
      button({ id: 'outbox.again', text: 'Post it again', value }),
    ),
    context(
      'With the scopes channels:history and groups:history the bot looks for itself, and asks nobody. What follows in the thread waits for your answer.',
    ),
  ]);
}

type Verdict = 'there' | 'again';

const DECIDED: Record<Verdict, string> = {
  there: 'Noted: it is there. It is not posted again.',
  again: 'It is posted again.',
};

export const decided = (verdict: Verdict): Message => message(DECIDED[verdict], [section(DECIDED[verdict])]);

const TOO_LATE = 'This was decided already. Nothing was changed.';

export const decidedBefore = (): Message => message(TOO_LATE, [section(TOO_LATE)]);
