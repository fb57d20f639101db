// Who the token belongs to, and whether it works.
import { z } from 'zod';
import type { Send } from './http.ts';
import { path } from './path.ts';
import { many, nothing, one, orNull, sideLoaded } from './resource.ts';
import { user } from './users.ts';

const organization = z
  .object({
    id: z.string(),
    type: z.literal('organizations'),
    attributes: z.object({ name: z.string(), slug: orNull(z.string()), parent_id: orNull(z.string()) }),
  })
  .transform(({ id, attributes: a }) => ({ id, name: a.name, slug: a.slug, parentId: a.parent_id }));
export type Organization = z.output<typeof organization>;

// A private token answers with the workspace, an OAuth2 one with the user (livestorm-api.md Q14).
const me = z
  .object({
    data: z.union([organization, user]),
    included: sideLoaded({ organizations: many(organization) }),
  })
  .transform(({ data, included }) =>
    'email' in data
      ? { user: data, organization: included.organizations[0] ?? null }
      : { user: null, organization: data },
  );
export type Me = z.output<typeof me>;

export function identity(send: Send) {
  return {
    /** Costs a call. Any scope. Throws `livestorm_token` when the token is not accepted. */
    ping: () => send({ operation: 'ping', path: path`/ping` }, nothing),
    /** Scope identity:read. `user` is null for a private token. */
    me: () => send({ operation: 'getMe', path: path`/me` }, me),
    /** Scope identity:read or admin:read. */
    organization: () => send({ operation: 'getOrganization', path: path`/organization` }, one(organization)),
  };
}
