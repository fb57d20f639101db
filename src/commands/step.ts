// What a step of a workflow is: its inputs and outputs, as Workflow Builder shows them, and what it does.

import { z } from 'zod';
import type { Deps, StepEnding } from '../deps.ts';
import { AskError } from '../errors.ts';
import type { Intent } from '../operations/write-once.ts';
import type { AuditedThing } from '../store/audit.ts';
import { stepFaults } from '../views/step.ts';
import type { Typed } from '../views/typed.ts';
import type { Access } from './command.ts';

/** The types of Slack's that are used here (manifest schema 2.0.0, functions). */
export interface Parameter {
  type: 'string' | 'boolean' | 'slack#/types/timestamp' | 'slack#/types/channel_id' | 'slack#/types/user_context';
  title: string;
  description: string;
  isRequired: boolean;
}

/**
 * Who runs the workflow. A `user_id` could be set to anybody by whoever builds the workflow; this one only Slack sets
 * (docs.slack.dev/reference/types/user_context-type). The event itself does not name them.
 */
export const RUNNER = 'person';
const runner: Parameter = {
  type: 'slack#/types/user_context',
  title: 'Person',
  description: 'Who runs the workflow: Slack fills it in',
  isRequired: true,
};

/** `did` is what was changed, for the audit log: by words alone it would be known less well. */
export interface StepResult {
  outputs: Extract<StepEnding, { outputs: object }>['outputs'];
  did?: AuditedThing;
}

/** By whom and when; each time it runs is another execution. */
interface Started {
  execution: string;
  user: string;
  now: Date;
}

export interface Step {
  /** Its verb among the commands. */
  verb: string;
  title: string;
  description: string;
  access: Access;
  inputs: Record<string, Parameter>;
  outputs: Record<string, Parameter>;
  /** Throws AskError `step_input`. May be done again after a crash: the intent says how far it came. */
  prepare(typed: Typed, asked: Started): (deps: Deps, intent: Intent) => Promise<StepResult>;
}

interface Spec<I extends z.ZodObject> extends Omit<Step, 'prepare' | 'inputs'> {
  inputs: Record<keyof z.output<I> & string, Parameter>;
  read: I;
  run(values: z.output<I>, asked: Started & { intent: Intent }, deps: Deps): Promise<StepResult>;
}

export const step = <I extends z.ZodObject>({ read, run, ...spec }: Spec<I>): Step => ({
  ...spec,
  inputs: { ...spec.inputs, [RUNNER]: runner },
  prepare(typed, asked) {
    const values = read.safeParse(typed);
    if (values.success) return (deps, intent) => run(values.data, { ...asked, intent }, deps);
    const [issue] = values.error.issues;
    const input = String(issue?.path[0] ?? '');
    const { title = input } = spec.inputs[input as keyof typeof spec.inputs] ?? {};
    throw new AskError({ code: 'step_input', input: title, reason: issue?.message ?? stepFaults.missing });
  },
});

/** Words of a person or of another step, trimmed. */
export const words = (most: number) =>
  z.string(stepFaults.missing).trim().min(1, stepFaults.missing).max(most, stepFaults.long(most));

/** An input that may be left out: null then. */
export const orNull = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === undefined || given === '' ? null : given), of.nullable());
