// The OpenAPI document as a table of operations: what exists, which scope it needs, what it takes and gives.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Schema {
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema & { type?: string; default?: unknown };
}

export interface Operation {
  id: string;
  method: string;
  /** As in the document: `/sessions/{id}/people`. */
  path: string;
  /** Any one of these is enough; none for `ping`. */
  scopes: string[];
  query: Parameter[];
  pathParameters: Parameter[];
  body: Schema | null;
  /** By status; null where the document gives no body. */
  answers: Map<number, Schema | null>;
}

type Json = Record<string, unknown>;
interface RawOperation extends Json {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: RawBody;
  'x-request-body'?: RawBody;
  'x-scopes'?: string[];
  responses: Record<string, { content?: RawBody['content'] }>;
}
interface RawBody {
  content: Record<string, { schema: Schema }>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const source = parse(readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8')) as Json;

function follow(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Json)[key], source);
}

/** The node with every `$ref` replaced by what it names; the document has no cycles. */
function inline(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inline);
  if (node === null || typeof node !== 'object') return node;
  const reference = (node as Json).$ref;
  if (typeof reference === 'string') return inline(follow(reference));
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inline(value)]));
}

/** One schema of `components.schemas`, without references. */
export const schemaNamed = (name: string): Schema => inline(follow(`#/components/schemas/${name}`)) as Schema;

const schemaOf = (body: RawBody | undefined): Schema | null =>
  body ? (Object.values(body.content)[0]?.schema ?? null) : null;

function read(path: string, item: Json, method: string): Operation {
  const raw = inline(item[method]) as RawOperation;
  const parameters = [...((inline(item.parameters) as Parameter[]) ?? []), ...(raw.parameters ?? [])];
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    scopes: raw['x-scopes'] ?? [],
    query: parameters.filter((parameter) => parameter.in === 'query'),
    pathParameters: parameters.filter((parameter) => parameter.in === 'path'),
    // OpenAPI 3.0 has no body on DELETE: the document writes that of the tags as `x-request-body`.
    body: schemaOf(raw.requestBody ?? raw['x-request-body']),
    answers: new Map(
      Object.entries(raw.responses).map(([status, answer]) => [
        Number(status),
        answer.content ? schemaOf({ content: answer.content }) : null,
      ]),
    ),
  };
}

/** All 41 operations, in the document's order. */
export const operations: Operation[] = Object.entries(source.paths as Record<string, Json>).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => read(path, item, method)),
);

/** The operation behind a request and its path parameters, decoded; null for an unknown path or method. */
export function findOperation(
  method: string,
  path: string,
): { operation: Operation; params: Record<string, string> } | null {
  for (const operation of operations) {
    const params = operation.method === method ? matchPath(operation.path, path) : null;
    if (params) return { operation, params };
  }
  return null;
}

function matchPath(template: string, path: string): Record<string, string> | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const piece = given[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(piece);
    else if (part !== piece) return null;
  }
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
