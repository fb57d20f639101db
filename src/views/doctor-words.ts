// What `doctor` says of each finding, how bad it is, and what to do next.

import type { MrkdwnElement } from '@slack/types';
import type { Finding, OddGroup, OddPerson } from '../operations/doctor.ts';
import { type Around, bad, care, PASSING, type Said, told, type Words, well } from './doctor-said.ts';
import { webhooksWords } from './doctor-webhooks.ts';
import { mention, mentionChannel, mentionGroup } from './mention.ts';
import { literal, short } from './names.ts';
import { count } from './numbers.ts';
import { join, md, when } from './text.ts';

/** More channels or people in a line help nobody. */
const MOST_NAMED = 10;

export function named(all: MrkdwnElement[]): MrkdwnElement {
  const more = all.length - MOST_NAMED;
  return md`${join(all.slice(0, MOST_NAMED), ', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const SCOPES: Record<string, string> = {
  commands: 'without it nobody can ask anything',
  'chat:write': 'without it nothing can be posted',
  'users:read':
    'without it guests cannot be told from members, so only people named in WEBINAR_OPERATORS may change things',
  'usergroups:read': 'without it the user groups in WEBINAR_OPERATORS count as empty',
  'channels:history': 'without it people are asked whether a message arrived, when Slack did not say',
  'groups:history': 'the same in private channels',
};

const KINDS = {
  embedded: 'in DATA_DIR, each commit written through to the disk',
  server: 'in PostgreSQL, at DATABASE_URL',
};

/** Slack refuses to be believed beyond five minutes (slack-platform.md, signing). */
const CLOCK = { well: 60, bad: 240 };

const words: Words = {
  token: ({ problem }) => {
    if (!problem) return well(md`*Livestorm's token* is accepted.`);
    return (PASSING.has(problem.code) ? care : bad)(md`*Livestorm's token*: ${told(problem)}`);
  },
  rights: ({ rights }) => {
    const of = (state: string) =>
      literal(
        rights
          .filter((right) => right.state === state)
          .map(({ scope }) => scope)
          .join(', '),
      );
    const has = (state: string) => rights.some((right) => right.state === state);
    const untried = has('untried') ? md` Not tried yet: ${of('untried')}.` : md``;
    if (has('refused'))
      return bad(
        md`*Livestorm's scopes*: ${of('refused')} was refused. Give the token these in Livestorm: Account settings, Integrations, Public API.${untried}`,
      );
    return well(
      md`*Livestorm's scopes*: ${has('seen') ? md`${of('seen')} work.` : md`none was needed so far.`}${untried}`,
    );
  },
  webhooks: webhooksWords,
  clock: ({ aheadBySeconds: ahead }) => {
    if (ahead === null)
      return care(md`*The clock* could not be compared: nobody has answered yet. Ask again in a minute.`);
    const off = Math.abs(ahead);
    if (off <= CLOCK.well) return well(md`*The clock* is right.`);
    const how = md`*The clock* of this machine is ${off} s ${ahead > 0 ? 'ahead' : 'behind'}`;
    return (off > CLOCK.bad ? bad : care)(
      md`${how}. Set it, by NTP for one: beyond 300 s Slack's requests are refused.`,
    );
  },
  store: ({ kind, answers }) => {
    if (!answers)
      return bad(
        md`*The store* does not answer. Look at ${kind === 'server' ? 'the server of DATABASE_URL' : 'the disk of DATA_DIR'}.`,
      );
    if (kind === 'memory')
      return bad(md`*The store* is in memory: a restart forgets everything. Set DATA_DIR or DATABASE_URL.`);
    return well(md`*The store* is durable: ${KINDS[kind]}.`);
  },
  catalogue: ({ readAt, isStale }, { timeZone }) => {
    if (!readAt)
      return bad(md`*The list of events* was never read. Press Refresh under \`list\`; if that fails, it says why.`);
    const last = md`*The list of events* was last read in full ${when(readAt, timeZone)}.`;
    return isStale ? care(md`${last} It is read within the hour, or at once by Refresh under \`list\`.`) : well(last);
  },
  address: ({ publicUrl, transport }) => {
    if (publicUrl)
      return well(md`*PUBLIC_URL* is set. Slack comes by ${transport === 'http' ? 'HTTP' : 'Socket Mode'}.`);
    const slack = transport === 'socket' ? 'Slack comes by Socket Mode, so commands work.' : 'Slack comes by HTTP.';
    return care(
      md`*PUBLIC_URL* is not set. ${slack} Livestorm cannot tell what happens: with it, digests come at once and for fewer calls.`,
    );
  },
  scopes: ({ given }) => {
    if (given.kind === 'unknown')
      return care(md`*Slack's scopes* are not known: Slack did not answer. Ask again in a minute.`);
    if (given.missing.length === 0) return well(md`*Slack's scopes* are all there.`);
    const each = given.missing.map(({ scope }) => md`\`${literal(scope)}\` (${SCOPES[scope] ?? 'not described'})`);
    const level = given.missing.some(({ isRequired }) => isRequired) ? bad : care;
    return level(md`*Slack's scopes*: missing ${join(each, '; ')}. Add them to the app and install it again.`);
  },
  operators: ({ operators, people, groups }) => {
    if (!operators)
      return care(
        md`*Operators*: WEBINAR_OPERATORS is not set, so every full member of the workspace may create, change and delete.`,
      );
    const odd = [...people.map(oddPerson), ...groups.map(oddGroup)];
    const many = count(operators.users.length, 'person', 'people');
    const all = md`*Operators*: ${many} and ${count(operators.groups.length, 'user group')} are named.`;
    return odd.length === 0 ? well(all) : care(md`${all} ${named(odd)}. Correct WEBINAR_OPERATORS and start again.`);
  },
  channels: ({ all, out, unseen }) => {
    const many = count(all, 'channel follows', 'channels follow');
    if (all === 0) return well(md`*Channels*: none follows anything yet.`);
    if (out.length > 0)
      return bad(
        md`*Channels*: I am no longer in ${named(out.map(mentionChannel))}. Invite me there, or unsubscribe there.`,
      );
    if (unseen > 0)
      return care(
        md`*Channels*: ${many} something; whether I am in ${unseen === all ? 'them' : `${unseen} of them`}, I may not see (\`channels:history\`, \`groups:history\`).`,
      );
    return well(md`*Channels*: ${many} something, and I am in all of them.`);
  },
  broken: ({ name }) => care(md`*${literal(short(name, 40))}* could not be checked. The log says why.`),
};

const STANDINGS = { guest: 'a guest', stranger: 'not of this workspace', bot: 'an app', deactivated: 'deactivated' };

const oddPerson = ({ id, standing }: OddPerson) => md`${mention(id)} is ${STANDINGS[standing]}, and so refused`;

function oddGroup({ id, members }: OddGroup): MrkdwnElement {
  if (members.kind === 'none') return md`Slack knows no user group \`${literal(short(id, 40))}\``;
  if (members.kind === 'empty') return md`${mentionGroup(id)} is empty`;
  if (members.reason === 'missing_scope') return md`${mentionGroup(id)} counts as empty, without \`usergroups:read\``;
  return md`Slack did not say who is in ${mentionGroup(id)}`;
}

export function says(finding: Finding, around: Around): Said {
  const say = words[finding.check] as (finding: Finding, around: Around) => Said;
  return say(finding, around);
}
