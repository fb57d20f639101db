// Every command, button, form and picker, in tables.

import { closest, distance } from 'fastest-levenshtein';
import { AskError } from '../errors.ts';
import type { ActionId, FormId, PickerId, RunId, ShortcutId } from '../views/ids.ts';
import { audit, turnAudit } from './audit.ts';
import { cancel, cancelForm, deleteForm, remove } from './cancel.ts';
import { change, changeForm } from './change-subscription.ts';
import { clone, cloneForm } from './clone.ts';
import type { Action, Ask, Command, Prepared, Shortcut } from './command.ts';
import { create, createForm } from './create.ts';
import { decide, revive } from './decide.ts';
import { digest, digestAll, digestHere, digestLeave, digestRead } from './digest.ts';
import { doctor } from './doctor.ts';
import { edit, editForm } from './edit.ts';
import { all, claim, finish } from './follow-up.ts';
import { forget, forgetForm } from './forget.ts';
import type { Form } from './form.ts';
import { helpOn } from './help.ts';
import { importCheckForm, importFileGiven, importForm, importPeople } from './import.ts';
import { leadForm, registerLead } from './lead.ts';
import { list, refreshList } from './list.ts';
import { live, liveFollow, markLive } from './live.ts';
import { lookInPast, lookInUpcoming, lookup } from './lookup.ts';
import { menu } from './menu.ts';
import { people, peopleFileGiven, peoplePage, peopleRead } from './people.ts';
import { type Picker, pickEvent, pickSession, pickZone } from './pickers.ts';
import { publish, publishForm } from './publish.ts';
import { quota, readQuota } from './quota.ts';
import { recording, recordingLink } from './recording.ts';
import { register, registerForm } from './register.ts';
import { reschedule, rescheduleForm } from './reschedule.ts';
import { schedule, scheduleForm } from './schedule.ts';
import { settings } from './settings.ts';
import { share } from './share.ts';
import { refreshShown, show } from './show.ts';
import { resume, subscribe, subscriptions, unsubscribe } from './subscribe.ts';
import { chat, questions, talkCsvGiven, talkMarkdownGiven, talkMore, talkNames, talkPage, talkRead } from './talk.ts';
import { unregister, unregisterForm } from './unregister.ts';
import { removeAll, repair, webhooks } from './webhooks.ts';
import { whichFormOf } from './which.ts';
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

/** A button that does what typing its value would do. */
const run: Action = (value, ask) => findCommand(value, ask);

const runs: Record<RunId, Action> = {
  'run.create': run,
  'run.schedule': run,
  'run.register': run,
  'run.list': run,
  'run.quota': run,
  'run.help': run,
  'run.doctor': run,
  'run.show': run,
  'run.reschedule': run,
  'run.clone': run,
  'run.edit': run,
  'run.publish': run,
  'run.cancel': run,
  'run.delete': run,
  'run.again': run,
  'run.unregister': run,
  'run.chosen': run,
};

export const actions: Record<ActionId, Action> = {
  ...runs,
  'list.refresh': refreshList,
  'show.refresh': refreshShown,
  share,
  'quota.read': readQuota,
  'audit.older': turnAudit,
  'audit.newer': turnAudit,
  'subscription.change': change,
  'subscriptions.resume': resume,
  'webhooks.repair': repair,
  'webhooks.remove': removeAll,
  'outbox.there': decide('there'),
  'outbox.again': decide('again'),
  'outbox.revive': revive,
  'people.previous': peoplePage,
  'people.next': peoplePage,
  'people.read': peopleRead,
  'people.csv': peopleFileGiven,
  'import.file': importFileGiven,
  'talk.previous': talkPage,
  'talk.next': talkPage,
  'talk.filter': talkPage,
  'talk.read': talkRead,
  'talk.more': talkMore,
  'talk.names': talkNames,
  'talk.csv': talkCsvGiven,
  'talk.markdown': talkMarkdownGiven,
  'recording.link': recordingLink,
  'digest.here': digestHere,
  'digest.read': digestRead,
  'followup.claim': claim,
  'followup.done': finish,
  'followup.all': all,
  'live.follow': liveFollow,
  'live.take': markLive('taken'),
  'live.answered': markLive('answered'),
  'live.later': markLive('later'),
  'digest.all': digestAll,
  'digest.leave': digestLeave,
  'lookup.upcoming': lookInUpcoming,
  'lookup.past': lookInPast,
};

export const forms: Record<FormId, Form> = {
  create: createForm,
  schedule: scheduleForm,
  clone: cloneForm,
  edit: editForm,
  reschedule: rescheduleForm,
  publish: publishForm,
  cancel: cancelForm,
  delete: deleteForm,
  register: registerForm,
  'register.lead': leadForm,
  unregister: unregisterForm,
  subscription: changeForm,
  import: importForm,
  'import.check': importCheckForm,
  forget: forgetForm,
  'which.event': whichFormOf('event', findCommand),
  'which.session': whichFormOf('session', findCommand),
};

export const shortcuts: Record<ShortcutId, Shortcut> = {
  create_webinar: { verb: 'create', prepare: (_said, ask) => create.prepare('', ask) },
  register_lead: { verb: 'register', prepare: registerLead },
};

export const pickers: Record<PickerId, Picker> = { zone: pickZone, event: pickEvent, session: pickSession };
