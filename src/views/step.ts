// Why a workflow's step failed, for those who run the workflow.

import { apology } from './error.ts';
import { count } from './numbers.ts';

export function stepFailure(error: unknown, reference: string | null): string {
  const { text } = apology(error, null);
  return reference ? `${text} Reference ${reference}` : text;
}

export const resultRefused = (reason: string): string =>
  `The step did what it was asked for, but Slack did not take its result (${reason}). Do not run it again.`;

export const stepFaults = {
  missing: 'is missing',
  notADate: 'is not a date and time',
  past: 'is in the past',
  far: 'is more than three years ahead',
  notOver: 'is a session that is not over yet',
  notAhead: 'is a session that is over or canceled',
  notAnAddress: 'is not an e-mail address',
  long: (most: number): string => `is longer than ${count(most, 'character')}`,
} as const;
