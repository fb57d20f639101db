// The examples of Livestorm's API description, by name, each time fresh.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const description = readFileSync(new URL('../../sandbox/livestorm/openapi.yaml', import.meta.url), 'utf8');

/** One part of the description, as YAML: reading all of it takes as long as a whole file of tests. */
export function part(from: string, to: string): string {
  return description.slice(description.indexOf(`\n${from}:\n`), description.indexOf(`\n${to}:\n`));
}

const { examples } = parse(part('  examples', '  schemas'));

// biome-ignore lint/suspicious/noExplicitAny: an example is whatever the description shows
export const example = (name: string): any => structuredClone(examples[name].value);
