// What the story is told with: Ada types, sends and reads, and each thing is checked as it happens.

import type { Webinar } from '../livestorm/webinar.ts';
import type { Message, View } from '../slack/model.ts';
import { renderText } from '../slack/render.ts';
import type { Stage } from './stage.ts';
import type { Transcript } from './transcript.ts';

export interface Story {
  stage: Stage;
  transcript: Transcript;
  webinar: Webinar;
  /** Webinar seconds in one real second. */
  speed: number;
}

export const ZONE = 'Europe/Paris';

export function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

export async function types({ stage, transcript }: Story, words: string): Promise<void> {
  const typed = `/webinar ${words}`.trim();
  transcript.does('Ada', '#webinars', typed);
  const { acknowledged, ackMs, failure } = await stage.ada.command(stage.channel, words);
  check(acknowledged, `${typed} was not acknowledged: ${failure}`);
  transcript.note(`acknowledged after ${Math.round(ackMs)} ms`);
}

export const shows = ({ stage, transcript }: Story, whose: string, what: Message | View) =>
  transcript.sees(whose, renderText(what, { timeZone: ZONE, nameOf: stage.slack.workspace.nameOf }));

/** The newest message that only Ada sees, once there is one more than `before`. */
export async function answer(story: Story, before: number): Promise<Message> {
  const { ada, slack } = story.stage;
  await slack.until(() => ada.ephemerals.length > before, 15_000);
  const message = ada.ephemerals.at(-1);
  check(message !== undefined, 'no answer came');
  shows(story, 'only Ada sees', message);
  return message;
}

export async function sends(story: Story, form: View, values: Record<string, unknown>): Promise<View> {
  const { ada } = story.stage;
  ada.fill(form, values);
  shows(story, 'the form, filled in', form);
  const { errors, acknowledged, failure } = await ada.submit(form);
  check(acknowledged, `the form was not acknowledged: ${failure}`);
  check(errors === undefined, `the form was refused: ${Object.values(errors ?? {}).join(' ')}`);
  const done = await story.stage.form('done');
  shows(story, 'in its place', done);
  story.transcript.livestorm(story.stage.spent());
  return done;
}
