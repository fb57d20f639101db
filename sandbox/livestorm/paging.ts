// Pages and filters, as section 3.1 and 3.2 of the API notes have them.
import type { Query } from './checks.ts';
import { Refusal } from './refusal.ts';
import type { Resource } from './resources.ts';

const LARGEST_PAGE = 50;

/**
 * One page of the rows. Pages count from 0; one that does not exist is 400, but page 0 of nothing is an empty list.
 * A size over 50 is clamped: whether Livestorm clamps or honours it is unknown (Q3), and clamping finds more mistakes.
 */
export function page<T>(rows: T[], query: Query, represent: (row: T) => Resource) {
  const number = Number(query['page[number]'] ?? 0);
  const size = Math.min(Number(query['page[size]'] ?? 20), LARGEST_PAGE);
  const pages = Math.ceil(rows.length / size);
  if (number > 0 && number >= pages) throw new Refusal(400, 'The requested page does not exist');
  const data = rows.slice(number * size, (number + 1) * size).map(represent);
  const meta = {
    current_page: number,
    previous_page: number > 0 ? number - 1 : null,
    next_page: number + 1 < pages ? number + 1 : null,
    record_count: rows.length,
    page_count: pages,
    // The rows returned, not the size asked for: so it is in Livestorm's own samples (section 3.1).
    items_per_page: data.length,
  };
  return { data, meta };
}

/** A bound given as Unix seconds or ISO 8601, in Unix seconds. */
function bound(query: Query, name: string): number | undefined {
  const text = query[name];
  if (typeof text !== 'string') return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isNaN(seconds)) throw new Refusal(400, `${name} is not a date`);
  return seconds;
}

/** True when `at` (Unix seconds) lies between `filter[<since>]` and `filter[<until>]`, both included. */
export function within(query: Query, at: number, since: string, until: string): boolean {
  return at >= (bound(query, `filter[${since}]`) ?? 0) && at <= (bound(query, `filter[${until}]`) ?? Infinity);
}

/** True when the filter is absent or equal to the value. */
export function matches(query: Query, name: string, value: unknown): boolean {
  const wanted = query[`filter[${name}]`];
  return wanted === undefined || wanted === value;
}

export const includes = (query: Query, what: string): boolean =>
  Array.isArray(query.include) && query.include.includes(what);
