// A small language for tables of limits: a check walks a value and notes every problem with its JSON pointer.

import { isRecord, type Json } from '../model.ts';

export type Surface = 'message' | 'modal' | 'home';

export interface Problem {
  pointer: string;
  message: string;
}

/** One walk over one message or view: what was found so far. */
export interface Walk {
  surface: Surface;
  scopes: ReadonlySet<string>;
  problems: Problem[];
  blockIds: Set<string>;
  /** Totals with a limit over the whole payload. */
  totals: { markdown: number; table: number; dataTable: number; tables: number; charts: number; focus: number };
}

export type Check = (value: unknown, at: string, walk: Walk) => void;

export const note = (walk: Walk, pointer: string, message: string): void => {
  walk.problems.push({ pointer, message });
};

/** Lengths are UTF-16 units, as JavaScript counts them. */
export const string =
  (min: number, max: number, pattern?: RegExp): Check =>
  (value, at, walk) => {
    if (typeof value !== 'string') return note(walk, at, 'must be a string');
    if (value.length < min) note(walk, at, `must be more than ${min - 1} characters`);
    if (value.length > max) note(walk, at, `must be less than ${max + 1} characters`);
    if (pattern && !pattern.test(value)) note(walk, at, `must match pattern ${pattern.source}`);
    return undefined;
  };

export const flag: Check = (value, at, walk) => {
  if (typeof value !== 'boolean') note(walk, at, 'must be a boolean');
};

export const number =
  (min: number, max: number, whole = true): Check =>
  (value, at, walk) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
      return note(walk, at, whole ? 'must be an integer' : 'must be a number');
    }
    if (value < min || value > max) note(walk, at, `must be between ${min} and ${max}`);
    return undefined;
  };

export const oneOf =
  (...allowed: (string | number)[]): Check =>
  (value, at, walk) => {
    if (!allowed.includes(value as string)) note(walk, at, `must be one of: ${allowed.join(', ')}`);
  };

export const list =
  (item: Check, min: number, max: number): Check =>
  (value, at, walk) => {
    if (!Array.isArray(value)) return note(walk, at, 'must be an array');
    if (value.length < min) note(walk, at, `no fewer than ${min} items allowed`);
    if (value.length > max) note(walk, at, `no more than ${max} items allowed`);
    for (const [index, each] of value.entries()) item(each, `${at}/${index}`, walk);
    return undefined;
  };

export type Rule = (value: Json, at: string, walk: Walk) => void;

/** Named fields and nothing else; `'text!'` is required. `type` is always allowed: byType has read it. */
export function object(fields: Record<string, Check>, ...rules: Rule[]): Check {
  const known = new Map(Object.entries(fields).map(([name, check]) => [name.replace('!', ''), check]));
  const required = Object.keys(fields)
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1));
  const fieldsOf: Rule = (value, at, walk) => {
    for (const [name, field] of Object.entries(value)) {
      const check = known.get(name);
      if (check) check(field, `${at}/${name}`, walk);
      else if (name !== 'type') note(walk, at, `invalid additional property: ${name}`);
    }
  };
  return (value, at, walk) => {
    if (!isRecord(value)) return note(walk, at, 'must be an object');
    for (const name of required) {
      if (value[name] === undefined) note(walk, at, `missing required field: ${name}`);
    }
    for (const rule of [fieldsOf, ...rules]) rule(value, at, walk);
    return undefined;
  };
}

export const byType =
  (table: Record<string, Check>): Check =>
  (value, at, walk) => {
    if (!isRecord(value)) return note(walk, at, 'must be an object');
    const check = typeof value.type === 'string' ? table[value.type] : undefined;
    if (!check) return note(walk, `${at}/type`, `unsupported type: ${String(value.type)}`);
    return check(value, at, walk);
  };

export const pick = (table: Record<string, Check>, ...names: string[]): Check =>
  byType(Object.fromEntries(names.map((name) => [name, table[name] ?? (() => undefined)])));

/** Exactly one of the named fields. */
export const exactlyOne =
  (...names: string[]): Rule =>
  (value, at, walk) => {
    const given = names.filter((name) => value[name] !== undefined);
    if (given.length !== 1) note(walk, at, `must provide exactly one of: ${names.join(', ')}`);
  };

export const atLeastOne =
  (...names: string[]): Rule =>
  (value, at, walk) => {
    if (names.every((name) => value[name] === undefined)) {
      note(walk, at, `must provide at least one of: ${names.join(', ')}`);
    }
  };
