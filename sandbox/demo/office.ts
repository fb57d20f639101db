// The workspace of the page: three people, a few channels, and what was said before anybody looked.

import type { Seat } from '../page/place.ts';
import type { Slack } from '../slack/server.ts';
import { SEED } from '../slack/workspace.ts';

/** Who can be played; the first is an operator. */
export const SEATS: Seat[] = [
  { id: SEED.ada, role: 'operator' },
  { id: SEED.ben, role: 'member' },
  { id: SEED.guest, role: 'guest' },
];

/** What the manifest asks for. */
export const SCOPES = [
  ...['commands', 'chat:write', 'users:read', 'usergroups:read', 'files:write', 'files:read'],
  ...['channels:history', 'groups:history'],
];

/** What Maya typed before anybody looked: #webinars gets all that a webinar brings. */
export const SUBSCRIPTION = 'subscribe all reminders start questions chat end digest';

const SALES = 'C0000SALES';
const TEAM = 'C000LAUNCH';
const HOUR_S = 3600;

/** Puts the people and the channels in their places. The bot is everywhere but in #general. */
export function furnishOffice(slack: Slack): void {
  const { workspace } = slack;
  workspace.team.name = 'Slotwell';
  const [maya, ken, rosa] = [SEED.ada, SEED.ben, SEED.guest];
  workspace.addUser({ id: maya, name: 'maya', realName: 'Maya Laurent', tz: 'Europe/Paris', isAdmin: true });
  workspace.addUser({ id: ken, name: 'ken', realName: 'Ken Ortiz', tz: 'America/New_York' });
  workspace.addUser({ id: rosa, name: 'rosa', realName: 'Rosa Lind', tz: 'Europe/London', isRestricted: true });
  for (const id of [SEED.secret, SEED.archived, SEED.webinars, SEED.general]) workspace.channels.delete(id);
  for (const id of [SEED.chika, SEED.otherBot]) workspace.users.delete(id);
  const bot = SEED.botUser;
  workspace.addChannel({ id: SEED.webinars, name: 'webinars', members: [maya, ken, rosa, bot] });
  workspace.addChannel({ id: SALES, name: 'sales', members: [maya, ken, bot] });
  workspace.addChannel({ id: SEED.general, name: 'general', members: [maya, ken] });
  workspace.addChannel({ id: TEAM, name: 'launch-team', kind: 'private', members: [maya, ken, bot] });
  talk(slack, { maya, ken });
}

/** Words of the last hours, oldest first; what is said now comes after them. */
function talk(slack: Slack, { maya, ken }: { maya: string; ken: string }): void {
  const now = Math.floor(Date.now() / 1000);
  let count = 0;
  const say = (hoursAgo: number, who: string, channel: string, text: string, thread?: string): string => {
    const message = slack.person(who).say(channel, text, thread);
    count += 1;
    message.ts = `${now - Math.round(hoursAgo * HOUR_S)}.${String(count).padStart(6, '0')}`;
    return message.ts;
  };
  say(3, maya, SEED.general, 'Welcome, everybody. Webinars live in <#C00WEBINARS> from now on.');
  say(2.9, ken, SEED.general, 'About time :tada:');
  say(1.5, maya, SEED.webinars, 'From now on we plan our webinars here, with `/webinar`. No more spreadsheet.');
  say(1.4, ken, SEED.webinars, 'Can I see the times in New York?');
  say(1.39, maya, SEED.webinars, 'You will: each of us reads them in our own zone.');
  const lead = say(
    0.5,
    ken,
    SALES,
    'Met Grace Hopper at the logistics fair. She runs six warehouses and wants to see the product: <mailto:grace.hopper@harbour.example|grace.hopper@harbour.example>',
  );
  say(0.48, maya, SALES, 'Register her for the next session? Point at your message, then _Register as lead_.', lead);
  say(0.3, maya, TEAM, 'Only the two of us and Showrunner read this. Drafts first, please.');
}
