// Every button, form and picker, in tables. The commands are those of verbs.ts.

import type { ActionId, FormId, PickerId, RunId, ShortcutId } from '../views/ids.ts';
import { turnAudit } from './audit.ts';
import { cancelForm, deleteForm } from './cancel.ts';
import { change, changeForm } from './change-subscription.ts';
import { cloneForm } from './clone.ts';
import type { Action, Shortcut } from './command.ts';
import { create, createForm } from './create.ts';
import { decide, revive } from './decide.ts';
import { digestAll, digestHere, digestLeave, digestRead } from './digest.ts';
import { editForm } from './edit.ts';
import { all, claim, finish } from './follow-up.ts';
import { forgetForm } from './forget.ts';
import type { Form } from './form.ts';
import { importCheckForm, importFileGiven, importForm } from './import.ts';
import { leadForm, registerLead } from './lead.ts';
import { refreshList } from './list.ts';
import { liveFollow, markLive } from './live.ts';
import { lookInPast, lookInUpcoming } from './lookup.ts';
import { peopleFileGiven, peoplePage, peopleRead } from './people.ts';
import { type Picker, pickEvent, pickSession, pickZone } from './pickers.ts';
import { publishForm } from './publish.ts';
import { readQuota } from './quota.ts';
import { recordingLink } from './recording.ts';
import { registerForm } from './register.ts';
import { rescheduleForm } from './reschedule.ts';
import { scheduleForm } from './schedule.ts';
import { share } from './share.ts';
import { refreshShown } from './show.ts';
import { resume } from './subscribe.ts';
import { talkCsvGiven, talkMarkdownGiven, talkMore, talkNames, talkPage, talkRead } from './talk.ts';
import { unregisterForm } from './unregister.ts';
import { findCommand } from './verbs.ts';
import { removeAll, repair } from './webhooks.ts';
import { whichFormOf } from './which.ts';

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
