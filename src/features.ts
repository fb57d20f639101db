// What a subscription may bring, and with which options (product.md, section 4).

/** The first option of each is what is meant when none is given. */
export const FEATURES = {
  registrations: ['daily', 'hourly', 'each'],
  reminders: [],
  start: [],
  questions: [],
  chat: [],
  end: [],
  digest: ['compact', 'full'],
  replay: [],
} as const satisfies Record<string, readonly string[]>;

export type Feature = keyof typeof FEATURES;

export const FEATURE_NAMES = Object.keys(FEATURES) as Feature[];

/** What a subscription brings when nothing is named. */
export const DEFAULT_FEATURES: readonly string[] = ['reminders', 'start', 'end', 'digest:compact'];

export const PEOPLE = ['full', 'initials', 'none'] as const;

/** The option of a feature, '' for one that has none; null when the subscription does not bring it. */
export function optionOf(features: readonly string[], feature: Feature): string | null {
  const found = features.find((each) => each === feature || each.startsWith(`${feature}:`));
  if (found === undefined) return null;
  const [usual = ''] = FEATURES[feature];
  return found.slice(feature.length + 1) || usual;
}

export const brings = (features: readonly string[], feature: Feature): boolean => optionOf(features, feature) !== null;

/** `digest:full`, `start`: the feature with its option, and with the usual one when none is given. Null for what is none. */
export function withOption(feature: Feature, option: string): string | null {
  const options: readonly string[] = FEATURES[feature];
  const [usual] = options;
  if (usual === undefined) return option === '' ? feature : null;
  if (option === '') return `${feature}:${usual}`;
  return options.includes(option) ? `${feature}:${option}` : null;
}

/** Those that are said in a card's thread, or on it. Who only wants a digest has no card. */
const IN_THREAD: readonly Feature[] = ['registrations', 'reminders', 'start', 'questions', 'chat', 'end'];

export const wantsCard = (features: readonly string[]): boolean =>
  IN_THREAD.some((feature) => brings(features, feature));
