// The form behind *Change*: what a channel gets of one thing.

import { z } from 'zod';
import { brings, FEATURE_NAMES, FEATURES, type Feature, optionOf, PEOPLE } from '../features.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { type Modal, modal, section } from './blocks.ts';
import { type Choice, checkboxesInput, radioInput } from './inputs.ts';
import { bold } from './names.ts';
import { featureWords, type Named, thingKey, thingName } from './subscribed.ts';
import { md } from './text.ts';
import { carry } from './typed.ts';

export const subscriptionMeta = z.object({ thing: z.string(), eventId: z.string().optional() });

const LABELS: Record<Feature, string> = {
  registrations: 'Registrations, counted',
  reminders: 'Reminders: 24 hours, 1 hour, 15 minutes before',
  start: 'When it starts, or should have',
  questions: 'Questions while it is live',
  chat: 'Chat while it is live',
  end: 'When it ends',
  digest: 'The digest afterwards',
  replay: 'Replays',
};

const OPTIONS: Record<string, string> = {
  daily: 'Once a day, at nine',
  hourly: 'Once an hour',
  each: 'Each, by name',
  compact: 'Compact',
  full: 'Full',
};

const PEOPLE_LABELS: Record<(typeof PEOPLE)[number], string> = {
  full: 'Full names',
  initials: 'Initials',
  none: 'Nobody is named',
};

const optionChoices = (feature: Feature): Choice[] =>
  FEATURES[feature].map((value) => ({ value, label: OPTIONS[value] ?? value }));

const option = (feature: Feature, label: string, features: string[]) =>
  radioInput({
    name: feature,
    label,
    choices: optionChoices(feature),
    initial: optionOf(features, feature) ?? FEATURES[feature][0] ?? '',
  });

export function subscriptionForm(subscription: Subscription & Named): Modal {
  const { thing, features, people, channel } = subscription;
  const meta = { thing: thingKey(thing), ...(thing.kind === 'event' && { eventId: thing.eventId }) };
  return modal({
    id: 'subscription',
    title: 'Change a subscription',
    submit: 'Save',
    close: 'Leave it',
    meta: carry(meta, channel),
    blocks: [
      section(md`What this channel gets of ${bold(thingName(subscription))}. The channel is told of the change.`),
      checkboxesInput({
        name: 'features',
        label: 'It gets',
        choices: FEATURE_NAMES.map((value) => ({ value, label: LABELS[value] })),
        initial: FEATURE_NAMES.filter((name) => brings(features, name)),
      }),
      option('registrations', 'Registrations come', features),
      option('digest', 'The digest is', features),
      radioInput({
        name: 'people',
        label: 'People are shown with',
        choices: PEOPLE.map((value) => ({ value, label: PEOPLE_LABELS[value] })),
        initial: people,
      }),
    ],
  });
}

export const subscriptionChanged = (subscription: Named & Pick<Subscription, 'features' | 'people'>): Modal =>
  modal({
    id: 'done',
    title: 'Saved',
    close: 'Done',
    blocks: [section(md`This channel gets of ${bold(thingName(subscription))}: ${featureWords(subscription)}.`)],
  });
