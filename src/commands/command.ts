// What a command, a button and a form are. Each is prepared at once, without waiting, and then answers or opens a form.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import type { Tally } from '../livestorm/client.ts';
import type { AuditedThing } from '../store/audit.ts';
import type { Message, Modal } from '../views/blocks.ts';

/** Who asked, and where; `channel` is null in places that are not a channel, such as the App Home. */
export interface Ask {
  user: string;
  channel: string | null;
}

/** `did` is what was changed, for the audit log; left out when nothing was. */
export type Reply = { did?: AuditedThing } & (
  | { to: 'asker'; message: Message; replace?: boolean }
  | { to: 'channel'; channel: string; message: Message }
);

/**
 * What will be done. A form's first view is there before anything is waited for: a trigger id lives three
 * seconds (slack-platform limits), so `open` is a value, not a promise.
 */
export type Prepared = { access: Access } & (
  | { kind: 'answer'; answer: (deps: Deps) => Promise<Reply> }
  | { kind: 'form'; open: Modal; fill: (deps: Deps) => Promise<Modal> }
);

/**
 * Who may ask for it: outsiders too (guests, people of other workspaces), any full member of the workspace, or those who
 * run its webinars (product.md, section 5). What changes something, spends contacts or shows what people said or who they
 * are is for operators. `permission.ts` decides.
 */
export type Access = 'outsiders' | 'anyone' | 'operators';

export interface Command {
  name: string;
  summary: string;
  access: Access;
  /** What may follow the verb, in the grammar's own signs: `<needed>`, `[left out]`, `a|b`. */
  usage: string;
  examples: readonly [string, string];
  prepare(words: string, ask: Ask): Prepared;
}

/** A button: its value is what its view put there, or what a person changed it to. */
export type Action = (value: string, ask: Ask) => Prepared;

/** What a request of this person may use: its calls to Livestorm are theirs, and counted. */
export function forPerson(deps: Deps, user: string): { deps: Deps; tally: Tally } {
  const tally: Tally = { calls: 0, writes: 0, written: 0 };
  return { deps: { ...deps, livestorm: deps.livestorm.for({ kind: 'command', who: user, tally }) }, tally };
}

/** What a button or a form brings back. Throws AskError `form_outdated` for what this version did not put there. */
export function readBack<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (!read.success) throw new AskError({ code: 'form_outdated' });
  return read.data;
}

/** The number of one of our rows, as a button brings it back. */
export const rowId = z.coerce.number().int().positive().max(2_147_483_647);

/** What people type after most verbs. */
export const someWords = z.string().max(500, 'is longer than 500 characters');

/** Where it was asked. Throws AskError `cannot_post` in places that are no channel. */
export function channelOf({ channel }: Ask): string {
  if (channel) return channel;
  throw new AskError({ code: 'cannot_post', channel: '', reason: 'no_channel' });
}

/** An entry of Slack's menus: does what its verb does. `said` is the message that it was chosen on, '' for none. */
export interface Shortcut {
  verb: string;
  prepare(said: string, ask: Ask): Prepared;
}

interface Spec<A> extends Omit<Command, 'prepare'> {
  /** From the words after the verb to what the command takes; the message of an issue says what is wrong. */
  read: z.ZodType<A, string>;
}

interface Answers<A> extends Spec<A> {
  answer(args: A, ask: Ask, deps: Deps): Promise<Reply>;
}

interface Opens<A> extends Spec<A> {
  open(args: A, ask: Ask): Modal;
  fill(args: A, ask: Ask, deps: Deps): Promise<Modal>;
}

/** A command that answers. */
export function answering<A>(spec: Answers<A>): Command {
  return {
    ...described(spec),
    prepare(words, ask) {
      const args = readWords(spec, words);
      return { access: spec.access, kind: 'answer', answer: (deps) => spec.answer(args, ask, deps) };
    },
  };
}

/** A command that opens a form. */
export function opening<A>(spec: Opens<A>): Command {
  return {
    ...described(spec),
    prepare(words, ask) {
      const args = readWords(spec, words);
      const { access } = spec;
      return { access, kind: 'form', open: spec.open(args, ask), fill: (deps) => spec.fill(args, ask, deps) };
    },
  };
}

function described({ name, summary, access, usage, examples }: Omit<Command, 'prepare'>) {
  return { name, summary, access, usage, examples };
}

function readWords<A>(spec: Spec<A>, words: string): A {
  const read = spec.read.safeParse(words);
  if (read.success) return read.data;
  throw new AskError({
    code: 'bad_argument',
    command: spec.name,
    value: words,
    reason: read.error.issues[0]?.message ?? 'is not understood',
    usage: spec.usage,
  });
}
