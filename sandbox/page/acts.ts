// What a person does on the page, done by the programmatic person: nothing is possible here that it does not allow.

import { isRecord, type Json, type Message, type Outcome, str, type View } from '../slack/model.ts';
import { linked } from '../slack/payloads.ts';
import type { Person } from '../slack/person.ts';
import type { Slack } from '../slack/server.ts';
import { placed } from '../slack/state.ts';
import { Refused } from './guard.ts';

interface Act {
  slack: Slack;
  person: Person;
  given: Json;
}

const DONE: Partial<Outcome> = { acknowledged: true };

/** Only a view this person has in front of them: the form on top, or their Home tab. */
function viewOf({ person, given }: Act): View {
  const view = [person.view, person.home].find((each) => each?.id === given.view);
  if (!view) throw new Refused(409, 'This form is no longer open.');
  return view;
}

function messageOf({ slack, person, given }: Act): Message {
  const all = [...slack.channel(str(given.channel)).messages, ...person.ephemerals];
  const message = all.find(({ ts, channel }) => ts === given.ts && channel === given.channel);
  if (!message) throw new Refused(409, 'This message is no longer there.');
  return message;
}

/** `{ block: { action: value } }`, as the page keeps it; a block with one element takes the bare value. */
function valuesOf(view: View, given: unknown): Record<string, unknown> {
  const isFilled = (type: unknown) => !str(type).endsWith('button');
  const count = (id: string) =>
    placed(view.blocks).filter(({ blockId, element }) => blockId === id && isFilled(element.type)).length;
  return Object.fromEntries(
    Object.entries(isRecord(given) ? given : {}).flatMap(([block, byAction]) =>
      isRecord(byAction) && count(block) > 0
        ? [[block, count(block) > 1 ? byAction : Object.values(byAction)[0]] as const]
        : [],
    ),
  );
}

function pressed(act: Act): Promise<Outcome> {
  const { person, given } = act;
  const options = {
    ...(given.block ? { blockId: str(given.block) } : {}),
    ...(given.value === undefined ? {} : { value: str(given.value) }),
    ...(given.choice === undefined ? {} : { choice: given.choice }),
  };
  if (given.view === undefined) return person.press(messageOf(act), str(given.action), options);
  const view = viewOf(act);
  person.fill(view, valuesOf(view, given.values));
  return person.press(view, str(given.action), options);
}

type Doing = (act: Act) => Promise<Partial<Outcome>> | Partial<Outcome>;

const DOINGS: Record<string, Doing> = {
  command: ({ person, given }) => person.command(str(given.channel), str(given.text)),
  say({ slack, person, given }) {
    person.say(str(given.channel), linked(str(given.text), slack.workspace), str(given.thread) || undefined);
    return DONE;
  },
  press: pressed,
  fill(act) {
    const view = viewOf(act);
    act.person.fill(view, valuesOf(view, act.given.values));
    return DONE;
  },
  options: (act) => act.person.options(viewOf(act), str(act.given.action), str(act.given.query)),
  file({ person, given }) {
    const file = person.file(str(given.name), Buffer.from(str(given.content), 'base64'));
    return { ...DONE, body: file };
  },
  submit(act) {
    const view = viewOf(act);
    return act.person.submit(view, valuesOf(view, act.given.values));
  },
  close: (act) => act.person.close(viewOf(act)),
  shortcut: (act) =>
    act.person.shortcut(str(act.given.callback), act.given.ts === undefined ? undefined : messageOf(act)),
  home: ({ person }) => person.openHome(),
  invite({ slack, given }) {
    slack.workspace.invite(str(given.channel));
    return DONE;
  },
};

/** Throws a 409 with the sentence of what a person could not have done. */
export async function act(slack: Slack, given: Json): Promise<Partial<Outcome>> {
  const doing = Object.hasOwn(DOINGS, str(given.do)) ? DOINGS[str(given.do)] : undefined;
  if (!doing) throw new Refused(400, 'Nobody can do that here.');
  if (!slack.workspace.users.has(str(given.as))) throw new Refused(400, 'There is no such person.');
  try {
    return await doing({ slack, person: slack.person(str(given.as)), given });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(409, error instanceof Error ? error.message : String(error));
  }
}
