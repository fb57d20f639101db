// `/webinar doctor`: whether all that Showrunner needs is there, and what to do where it is not.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import {
  checkCatalogue,
  checkRights,
  checkStore,
  checkToken,
  checkWebhooksThere,
  type Finding,
  type OddGroup,
  type OddPerson,
} from '../operations/doctor.ts';
import { doctorView } from '../views/doctor.ts';
import { answering, forPerson } from './command.ts';

export const doctor = answering({
  name: 'doctor',
  summary: 'Whether all that Showrunner needs is there, and what to do where it is not.',
  access: 'operators',
  usage: '',
  examples: ['doctor', 'help doctor'],
  read: z.string(),
  async answer(_words, { user }, deps) {
    const { deps: mine, tally } = forPerson(deps, user);
    const findings = await examine(mine);
    const message = doctorView({
      findings,
      calls: tally.calls,
      timeZone: deps.timeZone,
      slashCommand: deps.slashCommand,
    });
    return { to: 'asker', message };
  },
});

/** All at once; one that breaks does not break the others. The rights are read from answers, so after those. */
async function examine(deps: Deps): Promise<Finding[]> {
  const checked = (name: string, check: () => Promise<Finding>): Promise<Finding> =>
    check().catch((error: unknown) => {
      deps.log.error({ err: error, check: name }, 'a check of the doctor broke');
      return { check: 'broken', name };
    });
  const { publicUrl, transport } = deps.setup;
  const first = await Promise.all([
    checked('token', () => checkToken(deps)),
    checked('webhooks', () => checkWebhooksThere(deps)),
    checked('scopes', () => checkScopes(deps)),
    checked('operators', () => checkOperators(deps)),
    checked('channels', () => checkChannels(deps)),
    checked('store', () => checkStore(deps)),
    checked('catalogue', () => checkCatalogue(deps)),
  ]);
  return [
    ...first,
    await checked('rights', () => checkRights(deps)),
    { check: 'clock', aheadBySeconds: deps.clockSkew.aheadBySeconds() },
    { check: 'address', publicUrl, transport },
  ];
}

const REQUIRED = ['commands', 'chat:write'];
const OPTIONAL = ['users:read', 'channels:history', 'groups:history'];

async function checkScopes({ slack, operators }: Pick<Deps, 'slack' | 'operators'>): Promise<Finding> {
  const given = await slack.scopes();
  if (given.kind === 'unknown') return { check: 'scopes', given };
  const wanted = [...REQUIRED, ...OPTIONAL, ...(operators?.groups.length ? ['usergroups:read'] : [])];
  const missing = wanted
    .filter((scope) => !given.scopes.includes(scope))
    .map((scope) => ({ scope, isRequired: REQUIRED.includes(scope) }));
  return { check: 'scopes', given: { kind: 'known', missing } };
}

async function checkOperators({ slack, operators }: Pick<Deps, 'slack' | 'operators'>): Promise<Finding> {
  const { users, groups } = operators ?? { users: [], groups: [] };
  const people = await Promise.all(
    users.map(async (id): Promise<OddPerson[]> => {
      const { kind } = await slack.standingOf(id);
      return kind === 'member' || kind === 'unknown' ? [] : [{ id, standing: kind }];
    }),
  );
  const empty = await Promise.all(
    groups.map(async (id): Promise<OddGroup[]> => {
      const members = await slack.membersOf(id);
      if (members.kind !== 'known') return [{ id, members }];
      return members.users.length > 0 ? [] : [{ id, members: { kind: 'empty' } }];
    }),
  );
  return { check: 'operators', operators, people: people.flat(), groups: empty.flat() };
}

/** Each is a request to Slack. */
const MOST_CHANNELS = 40;

async function checkChannels({ slack, store }: Pick<Deps, 'slack' | 'store'>): Promise<Finding> {
  const all = await store.subscriptions.channels();
  const seen = await Promise.all(
    all.slice(0, MOST_CHANNELS).map(async (channel) => ({ channel, kind: (await slack.isIn(channel)).kind })),
  );
  const out = seen.filter(({ kind }) => kind === 'out').map(({ channel }) => channel);
  const inside = seen.filter(({ kind }) => kind === 'in').length;
  return { check: 'channels', all: all.length, out, unseen: all.length - inside - out.length };
}
