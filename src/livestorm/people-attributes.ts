// What the workspace may ask people for. A slug is the id of a registration's field.
import { z } from 'zod';
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { filters, path } from './path.ts';
import { flag, many, orNull } from './resource.ts';

const words = orNull(z.string());

const personAttribute = z
  .object({
    id: z.string(),
    attributes: z.object({
      slug: z.string(),
      name: z.string(),
      type: z.string(),
      description: words,
      placeholder: words,
      builtin: flag,
      user_id: words,
      options: many(z.object({ label: z.string(), value: z.string() })),
    }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    slug: a.slug,
    name: a.name,
    /** text, email, avatar, url, consent, unique_select, multiple_select, or one that came later. */
    type: a.type,
    description: a.description,
    placeholder: a.placeholder,
    builtin: a.builtin,
    userId: a.user_id,
    options: a.options,
  }));
export type PersonAttribute = z.output<typeof personAttribute>;

export interface PersonAttributeFilter {
  builtin?: boolean;
  slug?: string;
  name?: string;
  type?: string;
  description?: string;
  placeholder?: string;
  userId?: string;
  /** slug, name, placeholder, created_at or updated_at; `-` in front reverses. */
  sort?: string;
}

export function peopleAttributes(send: Send) {
  return {
    /** Scope events:read. */
    attributes({ sort, ...filter }: PersonAttributeFilter = {}) {
      const query = { ...filters(filter), sort };
      return list(send, { operation: 'listPeopleAttributes', path: path`/people_attributes`, query }, personAttribute);
    },
  };
}
