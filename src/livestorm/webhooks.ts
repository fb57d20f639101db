// What Livestorm delivers: what each delivery is, by which key it is the same as another, and whether it is genuine.
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { LivestormError } from '../errors.ts';
import { type Event, event } from './event.ts';
import { type Job, jobResource } from './jobs.ts';
import { type Person, person } from './person.ts';
import { id, moment, one, orNull } from './resource.ts';
import { type Session, session } from './session.ts';

/** All there are; none tells of chat, questions, recordings, cancellations or an unregistration (livestorm-api.md 6.1). */
export const webhookEvents = [
  'event.created',
  'event.published',
  'session.created',
  'session.started',
  'session.ended',
  'people.registered',
  'people.attended',
  'people.not_attended',
  'people.watched_replay',
  'job.ended',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];
type Named<P extends string> = Extract<WebhookEvent, `${P}.${string}`>;

export type Delivery = { organizationId: string | null } & (
  | { kind: 'event'; event: Named<'event'>; resource: Event }
  | { kind: 'session'; event: Named<'session'>; resource: Session }
  | { kind: 'person'; event: Named<'people'>; resource: Person }
  | { kind: 'job'; event: Named<'job'>; resource: Job }
  /** An event name that came later than this code. */
  | { kind: 'unknown'; event: string; resource: { id: string; updatedAt: Date | null } }
);

const MAX_BYTES = 1_000_000;
/** Livestorm's own go nine levels deep. What goes deeper than thousands ends JSON.stringify, and PostgreSQL's parser. */
const MAX_DEPTH = 64;

// The envelope sits inside `data`, next to the resource's own keys (livestorm-api.md 6.2).
const envelope = one(
  z.object({
    id,
    attributes: z.object({ updated_at: moment }).nullish(),
    meta: z.object({ webhook: z.object({ event: z.string(), organization_id: orNull(z.string()) }) }),
  }),
);

/** Throws `livestorm_changed`, naming the field, for a body that is not one of Livestorm's. */
export function parseDelivery(rawBody: Buffer): Delivery {
  const body = strictJson(rawBody);
  const { id: named, attributes, meta } = read(envelope, body);
  const { event: name, organization_id: organizationId } = meta.webhook;
  switch (name) {
    case 'event.created':
    case 'event.published':
      return { kind: 'event', event: name, organizationId, resource: read(one(event), body) };
    case 'session.created':
    case 'session.started':
    case 'session.ended':
      return { kind: 'session', event: name, organizationId, resource: read(one(session), body) };
    case 'people.registered':
    case 'people.attended':
    case 'people.not_attended':
    case 'people.watched_replay':
      return { kind: 'person', event: name, organizationId, resource: read(one(person), body) };
    case 'job.ended':
      return { kind: 'job', event: name, organizationId, resource: read(one(jobResource), body) };
    default:
      return {
        kind: 'unknown',
        event: name,
        organizationId,
        resource: { id: named, updatedAt: attributes?.updated_at ?? null },
      };
  }
}

/** The same for every attempt of one delivery; Livestorm sends no delivery id (livestorm-api.md 6.2). */
export function deliveryKey(delivery: Delivery): string {
  const { kind, event: name, resource } = delivery;
  const sessionId = kind === 'person' ? (delivery.resource.registration?.sessionId ?? '') : '';
  const updatedAt = 'updatedAt' in resource && resource.updatedAt ? resource.updatedAt.getTime() / 1000 : '';
  return [name, resource.id, sessionId, updatedAt].join(':');
}

/** The key under which the end of a job is delivered: a job ends once. */
export const jobEndedKey = (jobId: string): string => ['job.ended', jobId, '', ''].join(':');

// Livestorm signs with a plain SHA-256, which can be lengthened without the secret. Such a body holds the hash's padding,
// which is neither UTF-8 nor JSON: so both are read strictly, without even a byte-order mark.
function strictJson(rawBody: Buffer): unknown {
  if (rawBody.byteLength > MAX_BYTES) throw changed('body', 'more than 1 MB');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rawBody));
  } catch {
    throw changed('body', 'not JSON in UTF-8');
  }
  if (isDeeper(body, MAX_DEPTH)) throw changed('body', 'nested too deeply');
  return body;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function read<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw changed(issue?.path.join('.') || 'body', issue?.message ?? '');
}

const changed = (field: string, detail: string) =>
  new LivestormError({ code: 'livestorm_changed', path: 'webhook', field, detail });

export interface Signed {
  /** `x-livestorm-signature`. */
  header: string | undefined;
  rawBody: Buffer;
  /** Any of them will do, so that a secret can be replaced. Empty ones never match. */
  secrets: readonly string[];
  now: Date;
  /** How old a signature may be: the fifth attempt comes after 22 minutes, maybe with the first one's signature. */
  toleranceSeconds?: number;
  schemes?: readonly Scheme[];
}

export type Verified =
  | { ok: true; ageSeconds: number }
  | { ok: false; reason: 'missing' | 'malformed' | 'mismatch' }
  | { ok: false; reason: 'too_old' | 'in_the_future'; ageSeconds: number };

const HALF_AN_HOUR = 30 * 60;
const CLOCKS_DIFFER_SECONDS = 60;

/** How a delivery is signed. */
interface Scheme {
  /** Of the header: seconds or milliseconds since 1970, then the signature in hex. */
  header: RegExp;
  sign(timestamp: string, secret: string, rawBody: Buffer): Buffer;
}

/**
 * The ways that are believed, any of them. Livestorm's own page says only that the time comes first; the rest is read out
 * of a receiver in production (livestorm-api.md 6.3). Should Livestorm sign otherwise one day, that is one more line here.
 */
export const SCHEMES: readonly Scheme[] = [
  {
    header: /^(\d{10,13}),([0-9a-f]{64})$/,
    sign: (timestamp, secret, body) => createHash('sha256').update(timestamp).update(secret).update(body).digest(),
  },
];

/** Checks the signature of the bytes as they came. The age is told only for a signature that matches. */
export function verifySignature({ header, ...signed }: Signed): Verified {
  if (!header) return { ok: false, reason: 'missing' };
  const { schemes = SCHEMES, toleranceSeconds = HALF_AN_HOUR } = signed;
  const read = schemes.flatMap(({ header: shape, sign }) => {
    const [, timestamp, given] = shape.exec(header) ?? [];
    return timestamp !== undefined && given !== undefined ? [{ timestamp, given, sign }] : [];
  });
  if (read.length === 0) return { ok: false, reason: 'malformed' };
  const secrets = signed.secrets.filter((secret) => secret !== '');
  const match = read.find(({ timestamp, given, sign }) =>
    secrets.map((secret) => isSame(sign(timestamp, secret, signed.rawBody), Buffer.from(given, 'hex'))).includes(true),
  );
  if (!match) return { ok: false, reason: 'mismatch' };
  // One public receiver's test vector is in milliseconds.
  const sentAt = match.timestamp.length === 13 ? Number(match.timestamp) / 1000 : Number(match.timestamp);
  const ageSeconds = Math.round(signed.now.getTime() / 1000 - sentAt);
  if (ageSeconds > toleranceSeconds) return { ok: false, reason: 'too_old', ageSeconds };
  if (ageSeconds < -CLOCKS_DIFFER_SECONDS) return { ok: false, reason: 'in_the_future', ageSeconds };
  return { ok: true, ageSeconds };
}

const isSame = (ours: Buffer, given: Buffer) => ours.length === given.length && timingSafeEqual(ours, given);
