// The App Home: one page for each person, published when they open it.

import type { HomeView, MrkdwnElement } from '@slack/types';
import type { HomeReport } from '../operations/home.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Block, context, divider, header, type Message, section, weight } from './blocks.ts';
import type { Around } from './doctor-said.ts';
import { says } from './doctor-words.ts';
import { fitting } from './fitting.ts';
import { ownLine } from './follow-up.ts';
import { LIMITS } from './limits.ts';
import { mentionChannel } from './mention.ts';
import { mainButtons } from './menu.ts';
import { bold } from './names.ts';
import { count } from './numbers.ts';
import { verdictOf } from './quota.ts';
import { waitsWords } from './quota-words.ts';
import { sessionLine } from './session-line.ts';
import { registerButton } from './session-list.ts';
import { thingName } from './subscribed.ts';
import { join, md, when } from './text.ts';

export interface HomeData extends HomeReport, Around {
  /** Who may change things sees what to mend. */
  isOperator: boolean;
}

const SESSIONS = { most: 5, weight: 6_000, of: weight };
const LINES = { most: 20, weight: 2_900, of: ({ text }: MrkdwnElement) => text.length + 1 };

const page = (blocks: Block[]): HomeView => ({ type: 'home', blocks: blocks.slice(0, LIMITS.modalBlocks) });

export function home({
  mine,
  live,
  upcoming,
  subscriptions,
  quota,
  findings,
  readAt,
  isOperator,
  ...around
}: HomeData): HomeView {
  return page([
    ...yours(mine, around.timeZone),
    ...(live.length > 0 ? [header('Live now'), ...some(live, `${around.slashCommand} list live`)] : []),
    header('Next sessions'),
    ...(upcoming.length > 0
      ? some(upcoming, `${around.slashCommand} list`)
      : [section(readAt ? 'No session is scheduled.' : UNREAD)]),
    ...(readAt ? [context(md`From Showrunner's own list, last read in full ${when(readAt, around.timeZone)}.`)] : []),
    mainButtons(isOperator),
    divider(),
    header('What channels follow'),
    ...follows(subscriptions, around),
    divider(),
    section(
      join(
        [
          md`*Livestorm quota*`,
          md`${quota.seen ? verdictOf(quota.seen) : 'Livestorm has not said yet how many calls are left.'}`,
          ...waitsWords(quota, around.timeZone),
        ],
        '\n',
      ),
    ),
    section(md`*Health*\n${health(findings, isOperator, around)}`),
  ]);
}

const UNREAD = 'Showrunner has not read your events yet. It does so within minutes of its start.';

/** For who may not see it, and for when it could not be made. */
export const homeWithout = ({ blocks }: Message): HomeView => page([header('Showrunner'), ...blocks]);

function some(sessions: SessionWithEvent[], all: string): Block[] {
  const shown = fitting(
    sessions.map((session) => section(sessionLine(session), registerButton(session))),
    SESSIONS,
  );
  const more = sessions.length - shown.length;
  const rest = count(more, 'more session is', 'more sessions are');
  return more > 0 ? [...shown, context(md`${rest} not shown: \`${all}\` has them.`)] : shown;
}

/** Nothing at all for who has none. */
function yours(mine: HomeReport['mine'], timeZone: string): Block[] {
  if (mine.length === 0) return [];
  const shown = fitting(
    mine.map((item) => ownLine(item, timeZone)),
    SESSIONS,
  );
  const more = mine.length - shown.length;
  return [
    header('Yours to follow up'),
    ...shown,
    ...(more > 0 ? [context(`${count(more, 'more question')} of yours not shown.`)] : []),
    divider(),
  ];
}

/** A channel is named by its mention: Slack shows its name to those who may know it. */
function follows({ first, count: all }: HomeReport['subscriptions'], { slashCommand }: Around): Block[] {
  if (all === 0) {
    return [
      section(
        md`No channel follows anything. Type \`${slashCommand} subscribe all\` in one to get every digest there.`,
      ),
    ];
  }
  const lines = fitting(
    first.map((entry) => md`• ${mentionChannel(entry.channel)}: ${bold(thingName(entry))}`),
    LINES,
  );
  const more = all - lines.length;
  return [
    section(join(lines, '\n')),
    ...(more > 0 ? [context(`${count(more, 'more subscription is', 'more subscriptions are')} not shown.`)] : []),
  ];
}

/** What `doctor` would say against it, as far as that is known without asking anybody. */
function health(findings: HomeReport['findings'], isOperator: boolean, around: Around): MrkdwnElement {
  const wrong = findings.map((finding) => says(finding, around)).filter(({ level }) => level !== 'well');
  if (wrong.length === 0) return md`Nothing is known to be wrong.`;
  const many = count(wrong.length, 'thing needs', 'things need');
  if (!isOperator) return md`${many} care. Those who run your team's webinars see here what.`;
  const signs = { bad: '❌', care: '⚠️', well: '' };
  return join(
    fitting(
      wrong.map(({ level, said }) => md`${signs[level]} ${said}`),
      LINES,
    ),
    '\n',
  );
}
