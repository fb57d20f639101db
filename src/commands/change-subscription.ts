// *Change*: what a channel gets of one thing, in a form.

import { AskError } from '../errors.ts';
import { FEATURE_NAMES, PEOPLE, withOption } from '../features.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { thingKey } from '../views/subscribed.ts';
import { subscriptionChanged, subscriptionForm, subscriptionMeta } from '../views/subscription-form.ts';
import type { Typed } from '../views/typed.ts';
import { loading } from '../views/working.ts';
import type { Action } from './command.ts';
import { form } from './form.ts';
import { eventOf, save } from './subscribe.ts';
import { thingOf, type Wanted } from './subscription-words.ts';

export const change: Action = (key, { channel }) => ({
  access: 'operators',
  kind: 'form',
  open: loading('Change a subscription'),
  async fill(deps) {
    if (!channel) throw new AskError({ code: 'form_outdated' });
    const found = (await deps.store.subscriptions.of(channel)).find(({ thing }) => thingKey(thing) === key);
    // Somebody ended it since the list was shown.
    if (!found) throw new AskError({ code: 'form_outdated' });
    return subscriptionForm({ ...found, event: await eventOf(deps, found) });
  },
});

export const changeForm = form({
  access: 'operators',
  meta: subscriptionMeta,
  read(typed) {
    const wanted = wantedIn(typed);
    return wanted.features.length > 0 ? { values: wanted } : { errors: { features: fieldFaults.noFeature } };
  },
  async submit(wanted, { meta: { thing: key }, ask: { user, channel }, intent }, deps) {
    const thing = thingOf(key);
    if (!thing || !channel) throw new AskError({ code: 'form_outdated' });
    const named = { thing, event: await eventOf(deps, { thing }) };
    // For the audit log: something is changed, although nothing goes to Livestorm.
    await intent.begin();
    await save(deps, { ...named, ...wanted, channel, user });
    return subscriptionChanged({ ...named, ...wanted });
  },
});

function wantedIn(typed: Typed): Wanted {
  const ticked = new Set(Array.isArray(typed.features) ? typed.features : []);
  const features = FEATURE_NAMES.filter((name) => ticked.has(name)).flatMap((name) => {
    const option = typed[name];
    return withOption(name, typeof option === 'string' ? option : '') ?? [];
  });
  return { features, people: PEOPLE.find((each) => each === typed.people) ?? 'initials' };
}
