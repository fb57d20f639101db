// A step of a workflow as it is kept until it is done: like a form that was sent, with its inputs in the place of fields.

import { z } from 'zod';
import type { SubmittedView } from '../store/submissions.ts';
import { RUNNER, type Step } from './step.ts';
import { steps } from './steps.ts';

const STEP = 'step.';

export const isStep = (id: string): boolean => id.startsWith(STEP);

/** Undefined for a step that this version does not have. */
export const stepOf = (id: string): Step | undefined =>
  Object.entries(steps).find(([name]) => `${STEP}${name}` === id)?.[1];

export const executionOf = ({ id }: Pick<SubmittedView, 'id'>): string => id;

/** No input takes more; what is longer is refused by its step. */
const MOST_LETTERS = 4_000;

const input = z.union([z.string(), z.number(), z.boolean()]);
const person = z.object({ [RUNNER]: z.object({ id: z.string().min(1).max(100) }) });

/** What a workflow started: what is to be kept of it, and who runs it. `nobody` is refused like a stranger. */
export function keptStep(execution: string, callbackId: string, inputs: Record<string, unknown>) {
  const values = Object.entries(inputs).flatMap(([name, given]) => {
    const read = input.safeParse(given);
    return read.success ? [[name, { [name]: { value: String(read.data).slice(0, MOST_LETTERS) } }]] : [];
  });
  const view: SubmittedView = {
    id: execution,
    callback_id: `${STEP}${callbackId}`,
    title: { type: 'plain_text', text: 'Step' },
    submit: null,
    close: null,
    blocks: [],
    private_metadata: '',
    state: { values: Object.fromEntries(values) },
  };
  const runner = person.safeParse(inputs);
  return { key: `step:${execution}`, view, person: runner.success ? (runner.data[RUNNER]?.id ?? 'nobody') : 'nobody' };
}
