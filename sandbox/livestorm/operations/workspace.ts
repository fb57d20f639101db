// Ping, me, organization, users, people, people attributes and webhooks.
import { matches, page } from '../paging.ts';
import { found, Refusal } from '../refusal.ts';
import { personResource, plain, userResource, webhookResource } from '../resources.ts';
import { created, done, type Handlers, ok, type Stage } from '../stage.ts';

const organization = ({ world }: Stage) => {
  const { id, ...attributes } = world.organization;
  return { data: { id, type: 'organizations', attributes } };
};

const same = (wanted: unknown, email: string): boolean =>
  typeof wanted !== 'string' || wanted.toLowerCase() === email.toLowerCase();

/** HTTPS only (SIG). Loopback is the one leniency here: the sandbox lives there, and has no certificate. */
function isDeliverable(url: URL): boolean {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (loopback && url.protocol === 'http:');
}

interface Write<T> {
  data: { attributes: T };
}

export const workspace: Handlers = {
  ping: () => ({ status: 200 }),
  // A private token is a workspace's: `organizations`, never `users` (Q14).
  getMe: (_ask, stage) => ok(organization(stage)),
  getOrganization: (_ask, stage) => ok(organization(stage)),

  listUsers: ({ query }, { world }) => {
    const rows = [...world.users.values()].filter(
      (user) =>
        same(query['filter[email]'], user.email) &&
        matches(query, 'role', user.role) &&
        matches(query, 'pending_invite', user.pending_invite),
    );
    return ok(page(rows, query, userResource));
  },
  inviteUser: ({ body }, { world }) => {
    const { email, role = 'moderator' } = (body as Write<{ email: string; role?: 'host' | 'moderator' }>).data
      .attributes;
    if ([...world.users.values()].some((user) => same(email, user.email))) {
      throw new Refusal(422, 'Email has already been taken');
    }
    const user = world.addTeamMember({ email, role, first_name: null, last_name: null, pending_invite: true });
    return created({ data: userResource(user) });
  },
  removeUser: ({ params }, { world }) => {
    const user = found(world.users.get(params.id ?? ''), 'User');
    world.users.delete(user.id);
    return done;
  },

  listPeople: ({ query }, { world }) => {
    const rows = [...world.people.values()].filter(
      (person) => matches(query, 'email', person.email) && matches(query, 'role', person.role),
    );
    return ok(page(rows, query, personResource));
  },
  getPerson: ({ params }, { world }) =>
    ok({ data: personResource(found(world.people.get(params.id ?? ''), 'People')) }),

  listPeopleAttributes: ({ query }, { world }) => {
    const filters = ['builtin', 'description', 'name', 'placeholder', 'slug', 'type', 'user_id'] as const;
    const rows = world.attributes.filter((row) => filters.every((name) => matches(query, name, row[name])));
    const sort = typeof query.sort === 'string' ? query.sort : '';
    const key = sort.replace(/^-/, '');
    // created_at and updated_at sort nothing here: the sandbox's attributes have no times.
    if (key === 'slug' || key === 'name' || key === 'placeholder') {
      rows.sort((a, b) => String(a[key] ?? '').localeCompare(String(b[key] ?? '')));
    } else if (key && key !== 'created_at' && key !== 'updated_at') {
      throw new Refusal(400, `sort cannot be ${sort}`);
    }
    return ok(page(sort.startsWith('-') ? rows.reverse() : rows, query, plain('people_attributes')));
  },

  listWebhooks: ({ query }, { world }) => {
    const rows = [...world.webhooks.values()].filter(
      (hook) => matches(query, 'event', hook.event) && (world.switches.disabledWebhooksListed || !hook.disabled),
    );
    return ok(page(rows, query, webhookResource));
  },
  createWebhook: ({ body }, { world }) => {
    const { url, event } = (body as Write<{ url: string; event: string }>).data.attributes;
    if (!isDeliverable(new URL(url))) throw new Refusal(422, 'Url must use HTTPS');
    return created({ data: webhookResource(world.addWebhook({ url, event })) });
  },
  deleteWebhook: ({ params }, { world }) => {
    const hook = found(world.webhooks.get(params.id ?? ''), 'Webhook');
    world.webhooks.delete(hook.id);
    return done;
  },
};
