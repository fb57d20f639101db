// What a form is: how what was typed is read, and what is done with it.

import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Intent } from '../operations/write-once.ts';
import type { Block, Modal } from '../views/blocks.ts';
import type { Typed } from '../views/typed.ts';
import { type Access, type Ask, readBack } from './command.ts';

/**
 * What the form asks for; or a sentence for each field that is wrong, by block id; or what it would do, shown above the
 * same form before it is sent once more, with what that form is to carry then.
 */
export type Read<V> =
  | { values: V }
  | { errors: Record<string, string> }
  | { confirm: { blocks: Block[]; meta: unknown } };

interface Spec<M extends z.ZodType, V> {
  /** Who may send it: a form that somebody forges or keeps open is refused like the command. */
  access: Access;
  /** What the form carries unseen, besides where it was opened. It comes back from the client: never trust it for rights. */
  meta: M;
  /** Synchronous: Slack wants the errors within three seconds, while the form is still open. */
  read(typed: Typed, meta: z.output<M>, now: Date): Read<V>;
  /** May take its time. Returns the view that takes the form's place; throws to show the form again with what was typed. */
  submit(values: V, sent: Sent<M>, deps: Deps): Promise<Modal>;
}

interface Sent<M extends z.ZodType> {
  meta: z.output<M>;
  ask: Ask;
  /** For its one write at Livestorm. */
  intent: Intent;
}

/** Does what the form asks for. May be called again after a crash: the intent says how far it came. */
export type Submit = (deps: Deps, intent: Intent) => Promise<Modal>;

export interface Form {
  access: Access;
  /** The same for the same arguments: a form that was kept is read once more when it is worked on. */
  prepare(typed: Typed, meta: unknown, ask: Ask, now: Date): Read<Submit>;
}

export function form<M extends z.ZodType, V>(spec: Spec<M, V>): Form {
  return {
    access: spec.access,
    prepare(typed, unread, ask, now) {
      const meta = readBack(spec.meta, unread);
      const read = spec.read(typed, meta, now);
      if (!('values' in read)) return read;
      return { values: (deps, intent) => spec.submit(read.values, { meta, ask, intent }, deps) };
    },
  };
}
