// What is said when something goes wrong: what happened, whether anything was changed, what to do next.

import type { MrkdwnElement } from '@slack/types';
import { AskError, type AskProblem, LivestormError, type LivestormProblem } from '../errors.ts';
import { formatWhen } from '../time.ts';
import { actions, type Block, button, context, type Message, type Modal, message, modal, section } from './blocks.ts';
import { md, oneLine } from './text.ts';

type Sayable = AskProblem | LivestormProblem;
type Words = { [C in Sayable['code']]: (problem: Extract<Sayable, { code: C }>) => MrkdwnElement };

const NOTHING = 'Nothing was changed.';
const quote = (words: string) => `“${oneLine(words).slice(0, 200)}”`;

const nearestOf = (nearest: string[]) =>
  nearest.length > 0 ? md` Did you mean ${nearest.slice(0, 3).map(quote).join(' or ')}?` : md``;

const words: Words = {
  unknown_command: ({ word, nearest }) =>
    nearest
      ? md`I do not know ${quote(word)}. Did you mean \`${nearest}\`? ${NOTHING}`
      : md`I do not know ${quote(word)}. \`help\` lists what you can ask. ${NOTHING}`,
  bad_argument: ({ command, value, reason, usage }) =>
    md`${quote(value)} ${reason}. Type \`${[command, usage].filter(Boolean).join(' ')}\`. ${NOTHING}`,
  not_found: ({ what, words: given, nearest }) =>
    md`No ${what} matches ${quote(given)}.${nearestOf(nearest)} ${NOTHING}`,
  ambiguous: ({ what, words: given, matches }) =>
    md`Several ${what}s match ${quote(given)}: ${matches.slice(0, 5).map(quote).join(', ')}. Name one of them in full. ${NOTHING}`,
  cannot_post: ({ reason }) =>
    md`I may not post in that channel (Slack says \`${reason}\`). Invite me there with /invite, or choose another channel. ${NOTHING}`,
  form_outdated: () => md`This form is from an older version of Showrunner. Close it and open it again. ${NOTHING}`,

  livestorm_token: () =>
    md`Livestorm refuses Showrunner's API token. ${NOTHING} Whoever operates Showrunner must put a valid token into \`LIVESTORM_API_TOKEN\` (Livestorm, Account settings > Integrations > Public API).`,
  livestorm_forbidden: ({ detail }) =>
    md`Livestorm does not allow this with Showrunner's API token: ${quote(detail)}. ${NOTHING} Whoever operates Showrunner must give the token the missing scope.`,
  livestorm_contacts: () =>
    md`Your Livestorm plan's active contacts for this month are used up, so Livestorm takes no new registrations. ${NOTHING}`,
  livestorm_not_found: () => md`Livestorm no longer has this. It was probably deleted there. ${NOTHING}`,
  livestorm_conflict: ({ detail }) => md`Livestorm says that this exists already: ${quote(detail)}. ${NOTHING}`,
  livestorm_rejected: ({ detail }) =>
    md`Livestorm refuses this: ${quote(detail)}. ${NOTHING} Correct it and send it again.`,
  livestorm_busy: ({ retryAfterSeconds }) =>
    md`Livestorm asks us to slow down. ${NOTHING} Try again in ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
  livestorm_quota: ({ resetsAt }) =>
    md`Your organisation's Livestorm calls for this period are used up. ${NOTHING} They come back ${resetsAt ? formatWhen(resetsAt, 'UTC') : 'when the period ends'}. \`quota\` shows where they went.`,
  livestorm_down: () =>
    md`Livestorm does not answer. ${NOTHING} Try again in a few minutes; https://status.livestorm.co tells how it is.`,
  livestorm_unsure: () =>
    md`Livestorm did not answer, so it may or may not have been done. Look in Livestorm before you send this again.`,
  livestorm_changed: ({ field }) =>
    md`Livestorm answered in a form that Showrunner does not know (\`${field}\`). If this was a change, look in Livestorm whether it was done, and tell whoever operates Showrunner.`,
};

const UNKNOWN =
  'Something went wrong inside Showrunner. It may or may not have been done: look before you try again, and tell whoever operates Showrunner.';

function sentence(error: unknown): MrkdwnElement {
  if (!(error instanceof AskError || error instanceof LivestormError)) return md`${UNKNOWN}`;
  const say = words[error.problem.code] as (problem: Sayable) => MrkdwnElement;
  return say(error.problem);
}

/** `reference` finds the line in the log; null where there is nothing to look up. */
export function apology(error: unknown, reference: string | null): Message {
  const said = sentence(error);
  return message(said, [section(said), ...(reference ? [context(`Reference ${reference}`)] : [])]);
}

export function apologyModal(error: unknown, reference: string | null): Modal {
  return modal({ id: 'problem', title: 'This did not work', close: 'Close', blocks: apology(error, reference).blocks });
}

/** Slack took longer than the three seconds a form may wait to be opened. */
export const openAgain = (again: string): Message =>
  message('Slack was too slow to open the form. Nothing was changed. Press the button to open it.', [
    section('Slack was too slow to open the form. Nothing was changed.'),
    actions(button({ id: 'run.again', text: 'Open the form', value: again.slice(0, 1_900), style: 'primary' })),
  ]);

/** What a view says, for a person who has closed it: without its fields. */
export function asMessage({ title, blocks }: Modal): Message {
  const said = blocks.filter((block): block is Block => block.type !== 'input');
  return message(title.text, [section(md`*${title.text}*`), ...said]);
}
