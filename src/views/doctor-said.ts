// How bad a finding of `doctor` is, and the words for what Livestorm answered.

import type { MrkdwnElement } from '@slack/types';
import { LivestormError, type LivestormProblem } from '../errors.ts';
import type { Finding } from '../operations/doctor.ts';
import { apology } from './error.ts';
import { mrkdwn } from './text.ts';

export interface Said {
  level: 'well' | 'care' | 'bad';
  /** What is so, and what to do next. */
  said: MrkdwnElement;
}

export interface Around {
  timeZone: string;
  slashCommand: string;
}

export type Words = { [C in Finding['check']]: (finding: Extract<Finding, { check: C }>, around: Around) => Said };

export const well = (said: MrkdwnElement): Said => ({ level: 'well', said });
export const care = (said: MrkdwnElement): Said => ({ level: 'care', said });
export const bad = (said: MrkdwnElement): Said => ({ level: 'bad', said });

/** The same words as anywhere else; that nothing was changed goes without saying here. */
export const told = (problem: LivestormProblem): MrkdwnElement =>
  mrkdwn(apology(new LivestormError(problem), null).text.replace(' Nothing was changed.', ''));

export const PASSING = new Set<string>(['livestorm_busy', 'livestorm_down'] satisfies LivestormProblem['code'][]);
