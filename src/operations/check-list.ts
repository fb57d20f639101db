// What would become of each row of a list, before anything is sent. Pure.

import { z } from 'zod';
import type { EventField } from '../livestorm/event.ts';
import type { BatchRow, Columns } from '../store/people-tables.ts';
import type { List } from './list-columns.ts';

/** Why a row is not sent. */
export type RowProblem =
  | { kind: 'no_address' }
  | { kind: 'not_an_address'; value: string }
  | { kind: 'duplicate'; of: number }
  | { kind: 'already' }
  | { kind: 'not_a_choice'; field: string; value: string }
  | { kind: 'not_a_picture'; field: string };

export interface LeftRow {
  row: number;
  email: string;
  problem: RowProblem;
}

export interface ListCheck {
  ready: BatchRow[];
  left: LeftRow[];
}

/** `known` are addresses in small letters that are registered already. */
export function checkList(
  { rows }: List,
  { columns, fields, known }: { columns: Columns; fields: EventField[]; known: ReadonlySet<string> },
): ListCheck {
  const check: ListCheck = { ready: [], left: [] };
  const rowOf = new Map<string, number>();
  for (const { row, cells } of rows) {
    const cell = (id: string) => cells[columns[id] ?? -1]?.trim() ?? '';
    const email = addressIn(cell('email'));
    const read = email === null ? { problem: addressProblem(cell('email')) } : readFields(cell, columns, fields, email);
    const key = email?.toLowerCase() ?? '';
    const problem = 'problem' in read ? read.problem : repeated(rowOf.get(key), known.has(key));
    if (!('problem' in read)) rowOf.set(key, rowOf.get(key) ?? row);
    if (problem) check.left.push({ row, email: email ?? cell('email'), problem });
    else if ('fields' in read && email !== null) check.ready.push({ row, email, fields: read.fields });
  }
  return check;
}

function repeated(of: number | undefined, isKnown: boolean): RowProblem | null {
  if (of !== undefined) return { kind: 'duplicate', of };
  return isKnown ? { kind: 'already' } : null;
}

const address = z.email().max(254);

/** `Ada <ada@example.com>`, `mailto:ada@example.com` and `"ada@example.com"` name an address as well. */
function addressIn(cell: string): string | null {
  const bare = cell
    .replace(/[\u200b-\u200f\u2060\ufeff\u00a0]/g, '')
    .replace(/^.*<(?:mailto:)?([^<>|]+)(?:\|[^<>]*)?>$/, '$1')
    .replace(/^mailto:/i, '')
    .replace(/^['"]|['"]$/g, '')
    .trim();
  return address.safeParse(bare).success ? bare : null;
}

const addressProblem = (value: string): RowProblem =>
  value === '' ? { kind: 'no_address' } : { kind: 'not_an_address', value };

type Read = { fields: BatchRow['fields'] } | { problem: RowProblem };

function readFields(cell: (id: string) => string, columns: Columns, fields: EventField[], email: string): Read {
  const read: BatchRow['fields'] = [{ id: 'email', value: email }];
  for (const field of fields) {
    const { id } = field;
    if (id === 'email' || !Object.hasOwn(columns, id) || cell(id) === '') continue;
    const value = readField(field, cell(id));
    if (typeof value === 'object' && 'kind' in value) return { problem: value };
    read.push({ id, value });
  }
  return { fields: read };
}

/** Livestorm refuses a choice it does not have, and a picture that is no address of one (livestorm-api.md 4.5). */
function readField({ id, type, options, multiple }: EventField, cell: string): string | string[] | RowProblem {
  if (type === 'file') return /^https?:\/\/\S+\.(png|jpe?g)$/i.test(cell) ? cell : { kind: 'not_a_picture', field: id };
  if (options.length === 0) return cell;
  const whole = choice(options, cell);
  if (!multiple) return whole ?? { kind: 'not_a_choice', field: id, value: cell };
  if (whole !== undefined) return [whole];
  const parts = cell
    .split(/[;|,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const chosen = parts.flatMap((part) => choice(options, part) ?? []);
  const stray = parts.find((part) => choice(options, part) === undefined);
  return stray === undefined && chosen.length > 0
    ? [...new Set(chosen)]
    : { kind: 'not_a_choice', field: id, value: stray ?? cell };
}

const choice = (options: string[], words: string): string | undefined =>
  options.find((option) => option === words) ?? options.find((option) => option.toLowerCase() === words.toLowerCase());
