// Checks requests and answers against the OpenAPI document, more strictly than the document does.
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { type Operation, type Parameter, type Schema, schemaNamed } from './document.ts';

const ajv = new Ajv2019({ strict: false, allErrors: true });
formats.default(ajv);

/**
 * The schema with no room for properties that it does not name. The document leaves its objects open; Livestorm may
 * ignore an unknown attribute, but here it is a mistake (`estimated_duration` is not a write attribute).
 */
function closed(schema: unknown, part = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => closed(item));
  if (schema === null || typeof schema !== 'object') return schema;
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === 'properties') return [key, mapValues(value as Schema, (property) => closed(property))];
    if (key === 'allOf') return [key, (value as unknown[]).map((branch) => closed(branch, true))];
    return [key, ['items', 'oneOf'].includes(key) ? closed(value) : value];
  });
  const open = part || 'additionalProperties' in schema || !('properties' in schema || 'allOf' in schema);
  return Object.fromEntries(open ? entries : [...entries, ['unevaluatedProperties', false]]);
}

const mapValues = (object: Schema, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

const compiled = new WeakMap<Schema, ValidateFunction>();

function check(schema: Schema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(closed(schema) as Schema);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const extra = error.params.unevaluatedProperty ?? error.params.allowedValues?.join(', ');
    return `${error.instancePath || 'body'} ${error.message}${extra ? `: ${extra}` : ''}`;
  });
}

/** What is wrong with a request's body; empty when nothing. */
export function checkBody(operation: Operation, body: unknown): string[] {
  if (operation.body) return check(operation.body, body);
  return body === undefined ? [] : [`${operation.id} takes no body`];
}

const refusal = schemaNamed('ErrorDocument');

/**
 * What is wrong with an answer: a status or a body that the document does not have. It does not list every refusal of
 * every operation (a missing scope is nowhere under the tags), so all of them may have the error document.
 */
export function checkAnswer(operation: Operation, status: number, body: unknown): string[] {
  const schema = operation.answers.has(status) || status < 400 ? operation.answers.get(status) : refusal;
  if (schema === undefined) return [`${operation.id} has no answer ${status}`];
  if (schema === null) return body === undefined ? [] : [`${operation.id} ${status} has no body`];
  return check(schema, body);
}

const payload = schemaNamed('WebhookPayload');

/** What is wrong with the body of a webhook delivery. */
export const checkPayload = (body: unknown): string[] => check(payload, body);

export const isPathFine = (parameter: Parameter, value: string): boolean => check(parameter.schema, value).length === 0;

export type Query = Record<string, string | number | boolean | string[] | undefined>;

/** The query as values of the document's types, defaults filled in, and what is wrong with it. */
export function readQuery(operation: Operation, given: URLSearchParams): { query: Query; problems: string[] } {
  const known = new Set(operation.query.map((parameter) => parameter.name));
  const problems = [...given.keys()].filter((name) => !known.has(name)).map((name) => `Unknown parameter ${name}`);
  const query: Query = {};
  for (const parameter of operation.query) {
    const values = given.getAll(parameter.name);
    if (values.length > 1) problems.push(`${parameter.name} is given more than once`);
    const [text] = values;
    const value = text === undefined ? parameter.schema.default : typed(parameter, text);
    query[parameter.name] = value as Query[string];
    if (text === undefined && parameter.required) problems.push(`${parameter.name} is required`);
    if (value !== undefined) problems.push(...checkValue(parameter, value));
  }
  return { query, problems };
}

function typed(parameter: Parameter, text: string): unknown {
  const { type } = parameter.schema;
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return { true: true, false: false }[text] ?? text;
  return type === 'array' ? text.split(',') : text;
}

function checkValue(parameter: Parameter, value: unknown): string[] {
  // Q3: clients that send 100 keep running, so Livestorm does not refuse it; paging.ts clamps, the harsher reading.
  if (parameter.name === 'page[size]' && typeof value === 'number' && value > 50) return [];
  return check(parameter.schema, value).map((problem) => problem.replace(/^body/, parameter.name));
}
