// The answer to `webhooks`.

import type { WebhookReport } from '../operations/webhooks.ts';
import { actions, button, confirmation, context, header, type Message, message, section } from './blocks.ts';
import { count } from './numbers.ts';
import { join, md, when } from './text.ts';

export interface WebhooksData {
  report: WebhookReport;
  timeZone: string;
  /** What was typed after the verb. */
  asked: '' | 'remove';
  /** What a button just did. */
  made?: string[];
  removed?: string[];
}

export function webhooksView({ report, timeZone, asked, made = [], removed = [] }: WebhooksData): Message {
  const { wanted, surplus, others, state, calls } = report;
  const lines = wanted.map(({ event, isThere, lastAt }) => {
    const last = lastAt ? md`last came ${when(lastAt, timeZone)}` : md`none came yet`;
    return isThere
      ? md`✅ \`${event}\` · registered · ${last}`
      : md`${sign(report)} \`${event}\` · not registered · ${last}`;
  });
  const done = [
    ...(made.length > 0 ? [`${count(made.length, 'webhook was', 'webhooks were')} registered`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'webhook was', 'webhooks were')} removed`] : []),
  ];
  const verdict = `${done.length > 0 ? `${done.join(', ')}. ` : ''}${verdictOf(report)}`;
  return message(verdict, [
    header('Webhooks at Livestorm'),
    section(verdict),
    section(join(lines, '\n')),
    ...(surplus > 0
      ? [
          section(
            `⚠️ ${count(surplus, 'webhook of Showrunner’s is', 'webhooks of Showrunner’s are')} of no use: twice the same, or of a former address.`,
          ),
        ]
      : []),
    ...(asked === 'remove' ? [section(REMOVING)] : []),
    ...buttons(report),
    context(
      `${others > 0 ? `${count(others, 'webhook')} at other addresses ${others === 1 ? 'is' : 'are'} not Showrunner’s and left alone. ` : ''}This cost ${count(calls, 'call')}.`,
      ...(state === 'on' ? [DISABLED] : []),
    ),
  ]);
}

/** They are missed only where they could be. */
const sign = ({ state }: WebhookReport): string => (state === 'on' ? '❌' : '–');

const REMOVING =
  'Press Remove all to take them away. Showrunner registers them again only when somebody presses Repair.';

const DISABLED =
  'Livestorm switches a webhook off after some 22 minutes of failed deliveries, and may still list it: when a session began and none came, Showrunner makes them anew, once a day.';

function verdictOf({ state, wanted }: WebhookReport): string {
  const there = wanted.filter(({ isThere }) => isThere).length;
  if (state === 'off')
    return 'Webhooks are off: PUBLIC_URL is not set, so Livestorm cannot reach Showrunner, which looks by itself when a session should be over.';
  if (state === 'removed')
    return 'Webhooks were removed on purpose: Livestorm tells Showrunner nothing, which looks by itself when a session should be over.';
  if (there === wanted.length) return 'All webhooks are registered.';
  const missing = wanted.length - there;
  if (missing === 1) return `1 of ${wanted.length} webhooks is missing: what it tells does not arrive.`;
  return `${missing} of ${wanted.length} webhooks are missing: what they tell does not arrive.`;
}

function buttons({ state, wanted, surplus }: WebhookReport) {
  const missing = wanted.filter(({ isThere }) => !isThere).length;
  const ours = wanted.length - missing + surplus;
  const mend = state === 'off' ? 0 : missing + surplus;
  const both = [
    ...(mend > 0
      ? [button({ id: 'webhooks.repair', text: `Repair (${count(mend + 1, 'call')})`, style: 'primary' })]
      : []),
    ...(ours > 0 ? [removeButton(ours)] : []),
  ];
  return both.length > 0 ? [actions(...both)] : [];
}

const removeButton = (ours: number) =>
  button({
    id: 'webhooks.remove',
    text: `Remove all (${count(ours + 1, 'call')})`,
    style: 'danger',
    confirm: confirmation({
      title: 'Remove all webhooks?',
      text: `${count(ours, 'webhook')} of Showrunner’s will be deleted at Livestorm. Until somebody presses Repair, Livestorm tells Showrunner nothing: it looks by itself when a session should be over, and lists are up to six hours old. Others’ webhooks stay.`,
      yes: 'Remove all',
      no: 'Keep them',
      danger: true,
    }),
  });
