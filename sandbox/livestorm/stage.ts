// What a handler may touch, and what it gives back.
import type { Query } from './checks.ts';
import type { Signals } from './signals.ts';
import type { Emit } from './webhooks.ts';
import type { World } from './world.ts';

export interface Stage {
  world: World;
  emit: Emit;
  signals: Signals;
  /** Scheme, host and port of this server. */
  origin: string;
}

/** A request that passed the OpenAPI document. */
export interface Ask {
  params: Record<string, string>;
  query: Query;
  body: unknown;
}

export interface Answer {
  status: number;
  body?: unknown;
}

/** Throws a Refusal to say no. */
type Handler = (ask: Ask, stage: Stage) => Answer;
export type Handlers = Record<string, Handler>;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const done: Answer = { status: 204 };
