// The table of rooms in ARCHITECTURE.md, held against the code's own imports.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Import {
  from: string;
  name: string;
  /** Only types cross: nothing is loaded. */
  type: boolean;
}

const importLine = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;

function importsOf(file: string): Import[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(importLine)].map(([line, type, name = '']) => ({
    from: file,
    name,
    type: type !== undefined || /^(?:import|export)\s+\{\s*(?:type\s+[\w$]+(?:\s+as\s+[\w$]+)?\s*,?\s*)+\}/.test(line),
  }));
}

/** `src/views/error.ts` → views; `src/log.ts` → log. */
const roomOf = (file: string): string => file.split('/')[1]?.replace(/\.ts$/, '') ?? '';

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

interface Room {
  name: string;
  values: Set<string>;
  types: Set<string>;
  everything: boolean;
}

function readTable(markdown: string): Room[] {
  const rows = [...markdown.matchAll(/^\| `([\w-]+)` *\| [^|]+\|([^|]*)\|$/gm)];
  return rows.map(([, name = '', cell = '']) => {
    const allowed = cell
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean);
    return {
      name,
      everything: allowed.includes('everything'),
      types: new Set(allowed.filter((word) => word.startsWith('type ')).map((word) => word.slice(5))),
      values: new Set(allowed.filter((word) => !word.startsWith('type '))),
    };
  });
}

/** What one import does that the table does not allow, in words; undefined when it may. */
function fault(rooms: Room[], { from, name, type }: Import): string | undefined {
  const room = rooms.find((known) => known.name === roomOf(from));
  if (!room) return `${from} is in no room of ARCHITECTURE.md`;
  if (room.everything || name.startsWith('node:')) return undefined;
  const inside = name.startsWith('.');
  const target = inside ? roomOf(normalize(join(dirname(from), name))) : packageOf(name);
  if (inside && target === room.name) return undefined;
  if (room.values.has(target) || (type && room.types.has(target))) return undefined;
  return `${from} (${room.name}) imports ${type ? 'types' : 'values'} of ${target}`;
}

const files = globSync('src/**/*.ts');
const table = readTable(readFileSync('ARCHITECTURE.md', 'utf8'));

describe('the rooms of ARCHITECTURE.md', () => {
  test('every room of the table is there, and every file is in a room', () => {
    const there = new Set(files.map(roomOf));
    expect([...there].sort()).toEqual(table.map(({ name }) => name).sort());
  });

  test('nothing imports what its room may not', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(importsOf).flatMap((line) => fault(table, line) ?? [])).toEqual([]);
  });

  test('a room names only rooms above it, so that there is no cycle', () => {
    const upwards = table.flatMap(({ name, values, types }, index) =>
      table
        .slice(index)
        .filter((below) => values.has(below.name) || types.has(below.name))
        .map((below) => `${name} names ${below.name}`),
    );
    expect(upwards).toEqual([]);
  });

  test('a forbidden import, a value where only a type may cross, and an unknown room are found', () => {
    const found = (from: string, name: string, type: boolean) => fault(table, { from, name, type });
    expect(found('src/views/help.ts', '../livestorm/client.ts', false)).toMatch(/imports values of livestorm/);
    expect(found('src/views/help.ts', '../livestorm/event.ts', true)).toBeUndefined();
    expect(found('src/views/help.ts', 'pg', true)).toMatch(/imports types of pg/);
    expect(found('src/helpers/x.ts', '../errors.ts', false)).toMatch(/in no room/);
  });
});

describe('what cannot be seen because it is not there', () => {
  const without = (folder: string, word: RegExp) =>
    globSync(folder).filter((file) => word.test(readFileSync(file, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')));

  test('views read no clock, wait for nothing and do no I/O', () => {
    expect(without('src/views/**/*.ts', /Date\.now|new Date\(\)|\basync\b|\bawait\b|from 'node:/)).toEqual([]);
  });

  test('one view alone makes words of the name of a person', () => {
    // What the compiler refuses of a PersonName needs no test; these it lets pass.
    const asText =
      /\b(?:String|concat)\((?:\w+\??\.)*(?:name|asker|author|responder|askedBy)\)|\[[^\]]*\b(?:asker|responder|askedBy)\]\.join|as unknown as string\b/;
    expect(without('src/**/*.ts', asText)).toEqual(['src/views/digest-people.ts']);
    expect(without('src/**/*.ts', /as unknown as PersonName/)).toEqual(['src/operations/person-name.ts']);
  });

  test('operations know no Slack', () => {
    expect(without('src/{operations,livestorm,store}/**/*.ts', /@slack|\bslack\b/i)).toEqual([]);
  });

  test('the bot and its sandbox do not know each other', () => {
    expect(without('src/**/*.ts', /sandbox\//)).toEqual([]);
    expect(without('sandbox/**/*.ts', /from '[^']*\/src\//)).toEqual([]);
  });

  test('a file has at most 200 lines', () => {
    const long = globSync('{src,sandbox}/**/*.ts').filter(
      (file) => readFileSync(file, 'utf8').split('\n').length > 201,
    );
    expect(long).toEqual([]);
    expect(existsSync('src')).toBe(true);
  });
});
