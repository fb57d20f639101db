// Asks the local Livestorm over HTTP, as a client that knows the documents would.
import type { Livestorm } from '../../../sandbox/livestorm/server.ts';

export interface Row {
  id: string;
  type: string;
  attributes: Record<string, unknown>;
}

/** Every answer as a list; `one` is there for those that hold a single resource. */
export interface Told {
  status: number;
  headers: Headers;
  body: { data: Row[]; included: Row[]; meta: Record<string, number | null>; errors: Record<string, string>[] };
  one: Row;
}

interface Extra {
  body?: unknown;
  headers?: Record<string, string>;
}

/** `path` begins after `/v1` and may carry a query. */
export async function ask(livestorm: Livestorm, method: string, path: string, extra: Extra = {}): Promise<Told> {
  const { body, headers } = extra;
  const answer = await fetch(`${livestorm.url}${path}`, {
    method,
    headers: { authorization: livestorm.token, 'content-type': 'application/vnd.api+json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const read = text === '' ? undefined : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, body: read, one: read?.data };
}

export const detail = ({ body }: Told): string => String(body.errors?.[0]?.detail);

export const registration = (email: string, more: { id: string; value: string | string[] }[] = []) => ({
  data: { type: 'people', attributes: { fields: [{ id: 'email', value: email }, ...more] } },
});
