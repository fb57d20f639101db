// The examples of Livestorm's API description, by name, each time fresh.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const file = new URL('../../sandbox/livestorm/openapi.yaml', import.meta.url);
const openapi = parse(readFileSync(file, 'utf8'));

// biome-ignore lint/suspicious/noExplicitAny: an example is whatever the description shows
export const example = (name: string): any => structuredClone(openapi.components.examples[name].value);

interface Operation {
  operationId: string;
  method: string;
  path: string;
}

/** All operations of the description. Path parameters are all called `{id}`. */
export const operations: Operation[] = Object.entries<Record<string, { operationId: string }>>(openapi.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'parameters')
      .map(([method, { operationId }]) => ({
        operationId,
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, '{id}'),
      })),
);
