// The names of buttons, forms and pickers: a view cannot show one that has no handler.

/** Buttons whose value is what a person would have typed after the slash command. */
export type RunId =
  | 'run.create'
  | 'run.schedule'
  | 'run.register'
  | 'run.list'
  | 'run.quota'
  | 'run.help'
  | 'run.doctor'
  | 'run.show'
  | 'run.reschedule'
  | 'run.clone'
  | 'run.edit'
  | 'run.publish'
  | 'run.cancel'
  | 'run.delete'
  | 'run.again'
  | 'run.unregister'
  | 'run.chosen';

export type ActionId =
  | RunId
  | 'list.refresh'
  | 'show.refresh'
  | 'share'
  | 'quota.read'
  | 'outbox.there'
  | 'outbox.again'
  | 'outbox.revive'
  | 'people.previous'
  | 'people.next'
  | 'people.read'
  | 'people.csv'
  | 'import.file'
  | 'talk.previous'
  | 'talk.next'
  | 'talk.filter'
  | 'talk.read'
  | 'talk.more'
  | 'talk.names'
  | 'talk.csv'
  | 'talk.markdown'
  | 'recording.link'
  | 'digest.here'
  | 'digest.read'
  | 'followup.claim'
  | 'followup.done'
  | 'followup.all'
  | 'live.follow'
  | 'live.take'
  | 'live.answered'
  | 'live.later'
  | 'digest.all'
  | 'digest.leave'
  | 'lookup.upcoming'
  | 'lookup.past'
  | 'audit.older'
  | 'audit.newer'
  | 'subscription.change'
  | 'subscriptions.resume'
  | 'webhooks.repair'
  | 'webhooks.remove';

export type FormId =
  | 'create'
  | 'schedule'
  | 'unregister'
  | 'clone'
  | 'edit'
  | 'reschedule'
  | 'publish'
  | 'cancel'
  | 'delete'
  | 'register'
  | 'subscription'
  | 'import'
  | 'import.check'
  | 'register.lead'
  | 'forget'
  | 'which.event'
  | 'which.session';

/** Entries of Slack's own menus; the manifest names them too. */
export type ShortcutId = 'create_webinar' | 'register_lead';

/** Steps of workflows; the manifest names them too. */
export type StepId = 'create_webinar' | 'schedule_session' | 'register_person' | 'post_digest';

/** Selects that ask for their options while a person types. */
export type PickerId = 'zone' | 'event' | 'session';
