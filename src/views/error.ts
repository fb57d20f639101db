// What is said when something goes wrong: what happened, whether anything was changed, what to do next.

import type { MrkdwnElement } from '@slack/types';
import {
  AskError,
  type AskProblem,
  LivestormError,
  type LivestormProblem,
  StoreError,
  type StoreProblem,
} from '../errors.ts';
import { actions, type Block, button, context, type Message, type Modal, message, modal, section } from './blocks.ts';
import { isProblem } from './form-again.ts';
import { listFault } from './list-fault.ts';
import { mention, mentionGroup } from './mention.ts';
import { isSeen, literal, quote, short } from './names.ts';
import { number } from './numbers.ts';
import { join, link, md, mrkdwn, when } from './text.ts';

type Sayable = AskProblem | LivestormProblem | StoreProblem;
type Words = { [C in Sayable['code']]: (problem: Extract<Sayable, { code: C }>) => MrkdwnElement };

const NOTHING = 'Nothing was changed.';

/** What somebody else wrote, in quotation marks; its own full stop goes. */
const quoted = (words: string) => literal(quote(words.trim().replace(/\.$/, '')));

const allOf = (names: string[], most: number, between: string) =>
  literal(names.filter(isSeen).slice(0, most).map(quote).join(between));

const words: Words = {
  unknown_command: ({ word, nearest }) =>
    nearest
      ? md`I do not know ${quoted(word)}. ${NOTHING} Did you mean \`${nearest}\`?`
      : md`I do not know ${quoted(word)}. ${NOTHING} \`help\` lists what you can ask.`,
  bad_argument: ({ command, value, reason, usage }) =>
    md`${isSeen(value) ? quoted(value) : md`\`${command}\``} ${literal(reason)}. ${NOTHING} Type \`${[command, usage].filter(Boolean).join(' ')}\`.`,
  not_found: ({ what, words: given, nearest }) =>
    nearest.some(isSeen)
      ? md`No ${what} matches ${quoted(given)}. ${NOTHING} Did you mean ${allOf(nearest, 3, ' or ')}?`
      : md`No ${what} matches ${quoted(given)}. ${NOTHING} \`list\` shows what there is, and its *Refresh* what is new.`,
  ambiguous: ({ what, words: given, matches }) =>
    md`Several ${what}s match ${quoted(given)}: ${allOf(matches, 5, ', ')}${matches.length > 5 ? ` and ${matches.length - 5} more` : ''}. ${NOTHING} Name one of them in full.`,
  cannot_post: ({ channel, reason }) =>
    channel === ''
      ? md`This is not a channel, so nothing can be posted here. ${NOTHING} Ask again in a channel.`
      : md`I may not post in that channel (Slack says \`${literal(short(reason, 100))}\`). ${NOTHING} Invite me there with /invite, or choose another channel.`,
  step_input: ({ input, reason }) =>
    md`The step's input ${quoted(input)} ${literal(reason)}. ${NOTHING} Correct it in the workflow and run it again.`,
  scope_missing: ({ scope }) =>
    md`Showrunner may not do this in Slack: its app lacks the scope \`${literal(short(scope, 100))}\`. ${NOTHING} Whoever operates Showrunner can add it to the app and install it again.`,
  file_not_sent: ({ reason }) =>
    md`The file did not arrive (Slack says \`${literal(short(reason, 100))}\`). ${NOTHING} Ask for it again in a moment.`,
  file_not_read: ({ reason }) =>
    md`Showrunner could not read the file (Slack says \`${literal(short(reason, 100))}\`). ${NOTHING} Choose it again, or paste the list.`,
  bad_list: ({ fault }) => md`${listFault(fault).what} ${NOTHING} ${listFault(fault).next}`,
  session_over: ({ title }) =>
    md`${quoted(title)} is over or canceled, so nobody can be registered for it. ${NOTHING} \`list\` shows the sessions to come.`,
  slack_busy: ({ retryAfterSeconds }) =>
    md`Slack asks us to slow down. ${NOTHING} Try again in ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
  not_operator: ({ users, groups }) =>
    md`This is for those who run your team's webinars: ${whoMay(users, groups)}. ${NOTHING} Ask one of them to do it, or to have you added to \`WEBINAR_OPERATORS\`.`,
  outsider: ({ standing }) =>
    md`${OUTSIDERS[standing]}, and Showrunner works for its full members. ${NOTHING} Ask one of them to do it for you.`,
  unknown_person: ({ reason }) =>
    reason === 'missing_scope'
      ? md`Showrunner may not see who is a full member of this workspace, so it does nothing for people it was not told of. ${NOTHING} Whoever operates Showrunner must give its Slack app the scope \`users:read\` and install it again, or name you in \`WEBINAR_OPERATORS\`.`
      : md`Slack did not say just now who you are. ${NOTHING} Try again in a moment.`,
  form_outdated: () =>
    md`This is from an older version of Showrunner. ${NOTHING} Open it again: \`help\` lists what you can ask.`,
  partly_done: ({ done, cause }) =>
    md`Only a part was saved: ${allOf(done, 10, ', ')}. Then it stopped: ${halfway(new LivestormError(cause))} Send the form again to save the rest.`,
  not_kept: () => md`Showrunner could not take this form just now. ${NOTHING} Send it again in a moment.`,

  store_away: () => md`Showrunner cannot reach its database at the moment. ${NOTHING} Try again in a minute.`,
  store_lost: () =>
    md`Showrunner cannot reach its database at the moment. If you asked for a change, it may have been done: look before you try again, in a minute.`,

  livestorm_token: () =>
    md`Livestorm refuses Showrunner's API token. ${NOTHING} Whoever operates Showrunner must put a valid token into \`LIVESTORM_API_TOKEN\` (in Livestorm: Account settings, Integrations, Public API).`,
  livestorm_forbidden: ({ detail }) =>
    md`Livestorm does not allow this with Showrunner's API token${because(detail)}. ${NOTHING} Whoever operates Showrunner must give the token the missing scope.`,
  livestorm_contacts: () =>
    md`Your Livestorm plan's active contacts for this month are used up, so Livestorm takes no new registrations. ${NOTHING} Try again next month, or ask whoever manages your Livestorm plan for more.`,
  livestorm_not_found: () =>
    md`Livestorm no longer has this: it was probably deleted there. ${NOTHING} See what is there now with \`list\` and its *Refresh*.`,
  livestorm_conflict: ({ detail }) =>
    md`Livestorm says that this exists already${because(detail)}. ${NOTHING} Look for it in Livestorm, or change what you sent.`,
  livestorm_rejected: ({ detail }) =>
    md`Livestorm refuses this${because(detail)}. ${NOTHING} Correct it and send it again.`,
  livestorm_busy: ({ retryAfterSeconds }) =>
    md`Livestorm asks us to slow down. ${NOTHING} Try again in ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
  livestorm_quota: ({ resetsAt }) =>
    md`Your organisation's Livestorm calls for this period are used up. ${NOTHING} They come back ${resetsAt ? when(resetsAt, 'UTC') : 'when the period ends'}. \`quota\` shows where they went.`,
  livestorm_reserved: ({ remaining, resetsAt }) =>
    md`Only ${number(remaining)} of your organisation's Livestorm calls are left, and Showrunner keeps them for what people ask for one by one. ${NOTHING} This can be done ${resetsAt ? md`from ${when(resetsAt, 'UTC')} on` : 'when the next period begins'}; \`quota\` shows where the calls went.`,
  livestorm_down: () =>
    md`Livestorm does not answer. ${NOTHING} Try again in a few minutes; ${link('https://status.livestorm.co', "Livestorm's status page")} tells how it is.`,
  livestorm_unsure: () =>
    md`Livestorm did not say whether this was done. It may or may not have been: look in Livestorm before you send it again.`,
  livestorm_changed: ({ field }) =>
    md`Livestorm answered in a form that Showrunner does not know (\`${literal(short(field, 100))}\`). If this was a change, it may have been done: look in Livestorm. Then tell whoever operates Showrunner.`,
};

const OUTSIDERS = {
  guest: 'You are a guest in this workspace',
  stranger: 'You are not a member of this workspace',
  bot: 'You are an app in this workspace',
  deactivated: 'Your account in this workspace is no longer active',
};

/** More names than this help nobody. */
const MOST_NAMED = 10;

/** By Slack's ids, as they were configured. */
function whoMay(users: string[], groups: string[]): MrkdwnElement {
  const named = [...groups.map(mentionGroup), ...users.map(mention)];
  const shown = named.slice(0, MOST_NAMED);
  const more = named.length - shown.length;
  return md`${join(shown, ', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What Livestorm said, when it said something. */
const because = (detail: string) => (isSeen(detail) ? md`: ${quoted(detail)}` : md``);

const UNKNOWN =
  'Something went wrong inside Showrunner. If you asked for a change, look whether it was done before you try again, and tell whoever operates Showrunner.';

function sentence(error: unknown): MrkdwnElement {
  const isKnown = error instanceof AskError || error instanceof LivestormError || error instanceof StoreError;
  if (!isKnown) return md`${UNKNOWN}`;
  const say = words[error.problem.code] as (problem: Sayable) => MrkdwnElement;
  return say(error.problem);
}

/** Why it stopped where something was done before: not that nothing was. */
export const halfway = (error: unknown): MrkdwnElement => mrkdwn(sentence(error).text.replace(` ${NOTHING}`, ''));

/** `reference` finds the line in the log; null where there is nothing to look up. */
export function apology(error: unknown, reference: string | null): Message {
  const said = sentence(error);
  return message(said, [section(said), ...(reference ? [context(`Reference ${reference}`)] : [])]);
}

export function apologyModal(error: unknown, reference: string | null): Modal {
  return modal({ id: 'problem', title: 'This did not work', close: 'Close', blocks: apology(error, reference).blocks });
}

/** It is done, and its channel could not be told: to who asked, with what would have been said there. */
export function unsaid({ text, blocks }: Message, error: unknown): Message {
  const why = error instanceof AskError && error.problem.code === 'cannot_post' ? md` ${halfway(error)}` : md``;
  return message(mrkdwn(text), [...blocks, context(md`⚠️ This is done, but the channel was not told.${why}`)]);
}

/** A form may wait three seconds to be opened; Slack took longer, or did not answer. */
export const openAgain = (again: string): Message =>
  message('Slack did not open the form in time. Nothing was changed. Press the button to open it.', [
    section('Slack did not open the form in time. Nothing was changed. Press the button to open it.'),
    actions(button({ id: 'run.again', text: 'Open the form', value: again.slice(0, 1_900), style: 'primary' })),
  ]);

/** What a view says, for a person who has closed it. A form that nobody has sent asks nothing of them any more. */
export function asMessage({ title, submit, blocks }: Modal): Message {
  const all = blocks as Block[];
  const problem = all.filter(isProblem);
  const asks = submit !== undefined;
  if (asks && problem.length === 0) {
    const words = md`${title.text.replace(/\?$/, '')}: you closed the form before it was sent. ${NOTHING}`;
    return message(words, [section(words)]);
  }
  const said = asks ? problem : all;
  return message(verdict(title.text, said), [section(md`*${title.text}*`), ...said]);
}

/** The title, and the first sentence below it: for many that is the whole message. */
function verdict(title: string, [first]: Block[]): MrkdwnElement {
  const text = first?.type === 'section' ? first.text : undefined;
  if (!text) return md`${title}`;
  return md`${title}: ${text.type === 'mrkdwn' ? mrkdwn(text.text) : text.text}`;
}
