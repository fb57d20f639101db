// The reading of the OpenAPI document, held against the document's own examples.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkAnswer, checkBody, checkPayload } from '../../../sandbox/livestorm/checks.ts';
import { findOperation, type Operation, operations } from '../../../sandbox/livestorm/document.ts';

const source = parse(readFileSync(new URL('../../../sandbox/livestorm/openapi.yaml', import.meta.url), 'utf8'));

type Examples = Record<string, { value?: unknown; $ref?: string }>;
const resolve = (example: { value?: unknown; $ref?: string }): unknown =>
  example.$ref ? source.components.examples[example.$ref.split('/').at(-1) ?? ''].value : example.value;
const examplesIn = (node: { $ref?: string; content?: Record<string, { examples?: Examples }> } = {}): unknown[] => {
  const real = node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at[key], source)
    : node;
  return Object.values((Object.values(real.content ?? {})[0] as { examples?: Examples })?.examples ?? {}).map(resolve);
};
const rawOf = ({ path, method }: Operation) => source.paths[path][method.toLowerCase()];

test('the document has 41 operations', () => {
  expect(operations).toHaveLength(41);
});

test('every request that the document shows is accepted', () => {
  const shown = operations.flatMap((operation) => {
    const raw = rawOf(operation);
    return examplesIn(raw.requestBody ?? raw['x-request-body']).map((body) => ({ operation, body }));
  });
  expect(shown.length).toBeGreaterThan(10);
  for (const { operation, body } of shown) expect(checkBody(operation, body), operation.id).toEqual([]);
});

test('every answer and every refusal that the document shows is one the sandbox may give', () => {
  const shown = operations.flatMap((operation) =>
    Object.entries(rawOf(operation).responses).flatMap(([status, answer]) =>
      examplesIn(answer as object).map((body) => ({ operation, status: Number(status), body })),
    ),
  );
  expect(shown.length).toBeGreaterThan(100);
  for (const { operation, status, body } of shown)
    expect(checkAnswer(operation, status, body), operation.id).toEqual([]);
});

test('every webhook payload that the document shows is one the sandbox may send', () => {
  const payloads = Object.keys(source.components.examples).filter((name) => name.startsWith('Webhook'));
  expect(payloads).toHaveLength(10);
  for (const name of payloads) expect(checkPayload(source.components.examples[name].value), name).toEqual([]);
});

test.each([
  ['a misspelt attribute', { data: { type: 'events', attributes: { titel: 'Tour' } } }],
  ['an attribute that can only be read', { data: { type: 'events', attributes: { estimated_duration: 30 } } }],
  ['a wrong type', { data: { type: 'webinars', attributes: {} } }],
  [
    'a session given as a linkage object',
    { data: { type: 'events', attributes: {}, relationships: { sessions: { data: [] } } } },
  ],
  ['no envelope', { title: 'Tour' }],
])('%s in a new event is found', (_what, body) => {
  const operation = findOperation('POST', '/events')?.operation;
  expect(operation && checkBody(operation, body)).not.toEqual([]);
});

test('a registration whose fields are an object, as old summaries have it, is found', () => {
  const operation = findOperation('POST', '/sessions/1/people')?.operation;
  const body = { data: { type: 'people', attributes: { fields: { email: 'ada@example.com' } } } };
  expect(operation && checkBody(operation, body)[0]).toContain('must be array');
});
