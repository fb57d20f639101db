// Team members of the workspace.
import { z } from 'zod';
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { attributes, filters, path } from './path.ts';
import { flag, moment, nothing, one, orNull } from './resource.ts';

export const user = z
  .object({
    id: z.string(),
    type: z.literal('users'),
    attributes: z.object({
      role: z.string(),
      first_name: orNull(z.string()),
      last_name: orNull(z.string()),
      email: z.string(),
      locale: orNull(z.string()),
      pending_invite: flag,
      created_at: moment,
      updated_at: moment,
    }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    role: a.role,
    firstName: a.first_name,
    lastName: a.last_name,
    email: a.email,
    locale: a.locale,
    pendingInvite: a.pending_invite,
    createdAt: a.created_at,
    updatedAt: a.updated_at,
  }));
export type User = z.output<typeof user>;

export interface UserFilter {
  /** Whatever its case. */
  email?: string;
  role?: 'host' | 'moderator';
  pendingInvite?: boolean;
}

export function users(send: Send) {
  return {
    /** Scope admin:read. */
    list: (filter: UserFilter = {}) =>
      list(send, { operation: 'listUsers', path: path`/users`, query: filters(filter) }, user),
    /** Scope admin:write. Throws `livestorm_conflict` for someone who is invited already. */
    invite: (email: string, role: 'host' | 'moderator') =>
      send(
        {
          operation: 'inviteUser',
          method: 'POST',
          path: path`/users`,
          body: { data: { type: 'users', attributes: attributes({ email, role }) } },
        },
        one(user),
      ),
    /** Scope admin:write. */
    remove: (id: string) => send({ operation: 'removeUser', method: 'DELETE', path: path`/users/${id}` }, nothing),
  };
}
