// Addresses: ids that people type are encoded, filters become Livestorm's `filter[name]`.
import { LivestormError } from '../errors.ts';

export interface Path {
  /** Without ids, for logs and the ledger: `/events/{id}/people`. */
  template: string;
  /** With the ids, encoded. Throws `livestorm_not_found` for an id that would lead to another address. */
  address(): string;
}

/** path`/sessions/${id}/people` */
export function path(literals: TemplateStringsArray, ...ids: string[]): Path {
  const template = literals.join('{id}');
  return { template, address: () => String.raw({ raw: literals }, ...ids.map((id) => segment(id, template))) };
}

// encodeURIComponent leaves dots alone, and a URL parser walks up on them; a lone surrogate makes it throw.
function segment(id: string, template: string): string {
  if (!id.isWellFormed() || /^\s*\.{0,2}\s*$/.test(id)) {
    throw new LivestormError({ code: 'livestorm_not_found', path: template });
  }
  return encodeURIComponent(id);
}

type Scalar = string | number | boolean | Date | readonly string[] | undefined;
export type Query = Record<string, Scalar>;

/** `{ updatedSince: date }` becomes `filter[updated_since]`. */
export function filters(filter: object): Query {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [`filter[${snake(name)}]`, value]));
}

/** Renames the keys for a request's `attributes`; absent ones stay absent. */
export function attributes(values: object): Record<string, unknown> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [snake(name), value]));
}

/** Dates as Unix seconds and lists joined by commas (livestorm-api.md 3.2); '' when nothing is asked. */
export function search(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, written(value));
  return parameters.size === 0 ? '' : `?${parameters}`;
}

function written(value: Exclude<Scalar, undefined>): string {
  return value instanceof Date ? String(Math.floor(value.getTime() / 1000)) : String(value);
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
