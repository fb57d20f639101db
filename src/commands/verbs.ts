// Every command, in a table, and how it is found in what was typed.

import { closest, distance } from 'fastest-levenshtein';
import { AskError } from '../errors.ts';
import { audit } from './audit.ts';
import { cancel, remove } from './cancel.ts';
import { clone } from './clone.ts';
import type { Ask, Command, Prepared } from './command.ts';
import { create } from './create.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { edit } from './edit.ts';
import { forget } from './forget.ts';
import { helpOn } from './help.ts';
import { importPeople } from './import.ts';
import { list } from './list.ts';
import { live } from './live.ts';
import { lookup } from './lookup.ts';
import { menu } from './menu.ts';
import { people } from './people.ts';
import { publish } from './publish.ts';
import { quota } from './quota.ts';
import { recording } from './recording.ts';
import { register } from './register.ts';
import { reschedule } from './reschedule.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { subscribe, subscriptions, unsubscribe } from './subscribe.ts';
import { chat, questions } from './talk.ts';
import { unregister } from './unregister.ts';
import { webhooks } from './webhooks.ts';
import { splitVerb } from './words.ts';

const verbs = [
  create,
  clone,
  edit,
  publish,
  remove,
  schedule,
  reschedule,
  cancel,
  list,
  show,
  register,
  unregister,
  importPeople,
  people,
  lookup,
  questions,
  chat,
  recording,
  live,
  digest,
  subscribe,
  unsubscribe,
  subscriptions,
  quota,
  webhooks,
  doctor,
  audit,
  forget,
  settings,
];
const help = helpOn(verbs);

export const commands: readonly Command[] = [...verbs, help];

/** Words that people try before they have read the help. */
const otherNames: Record<string, string> = { new: 'create', ls: 'list', '?': 'help', usage: 'quota', log: 'audit' };

/** The name of the command that was typed, for the log; what is no command may be anything, an address too. */
export function verbOf(text: string): string {
  const { verb } = splitVerb(text);
  if (verb === '') return menu.name;
  return commandNamed(verb)?.name ?? 'unknown';
}

const commandNamed = (verb: string): Command | undefined =>
  commands.find(({ name }) => name === (otherNames[verb] ?? verb));

/** Finds the command in what was typed, and prepares it. Bare text is the menu. */
export function findCommand(text: string, ask: Ask): Prepared {
  const { verb, rest } = splitVerb(text);
  if (verb === '') return menu.prepare('', ask);
  const command = commandNamed(verb);
  if (!command) throw new AskError({ code: 'unknown_command', word: verb, nearest: nearestVerb(verb) });
  return command.prepare(rest, ask);
}

function nearestVerb(word: string): string | undefined {
  // Of several equally near, one with the same beginning: people slip in the middle of a word.
  const names = commands.map(({ name }) => name);
  const alike = names.filter((name) => name[0] === word[0]);
  const [ours, any] = [closest(word, alike), closest(word, names)];
  const nearest = alike.length > 0 && distance(word, ours) <= distance(word, any) ? ours : any;
  return distance(word, nearest) <= 2 ? nearest : undefined;
}
