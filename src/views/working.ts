// The views that stand while something is waited for.

import { type Modal, modal, section } from './blocks.ts';

const BEING_WORKED_ON = 'working';

/** Opened at once, since a trigger id lives three seconds; the form takes its place. */
export const loading = (title: string): Modal =>
  modal({ id: BEING_WORKED_ON, title, close: 'Close', blocks: [section('Loading…')] });

/** For a form that comes once more after its answer was shown. */
export const alreadyAnswered = (title: string): Modal =>
  modal({
    id: BEING_WORKED_ON,
    title,
    close: 'Close',
    blocks: [section('This form was sent before, and its answer was shown then. Nothing was done again.')],
  });

/** Takes a form's place while Livestorm is asked. Without a submit button, a second press has nothing to press. */
export const working = (title: string): Modal =>
  modal({
    id: BEING_WORKED_ON,
    title,
    close: 'Close',
    blocks: [section('Asking Livestorm… You can close this: the answer will find you.')],
  });
