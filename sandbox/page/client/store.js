// What this page knows, and how it learns of it: one object, changed only here; whoever draws listens.

/** @typedef {{ id: string, name: string, kind: string, hasBot: boolean, messages: object[] }} Channel */

const listeners = new Set();

export const state = {
  /** What the server says once: people, names, verbs, shortcuts. */
  place: undefined,
  /** Whose eyes. */
  as: '',
  /** A channel's id, or 'home'. */
  where: '',
  /** The ts of the message whose thread is open. */
  thread: '',
  /** On a narrow screen, what fills it: 'side', 'main', 'right'. In a wide one, what stands at the right. */
  pane: 'main',
  right: 'panel',
  channels: new Map(),
  views: { view: null, home: null },
  panel: undefined,
  guide: undefined,
  isConnected: false,
  /** The newest message a person has seen in each channel, by `person channel`. */
  read: new Map(),
  toasts: [],
};

export const listen = (job) => {
  listeners.add(job);
  return () => listeners.delete(job);
};

let isDue = false;

/** Takes in what changed; everything is drawn once, after all that comes in the same turn. */
export function change(part) {
  Object.assign(state, part);
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    for (const job of listeners) job();
  });
}

let toasts = 0;

/** A sentence at the foot of the page for a while. */
export function toast(words) {
  const id = ++toasts;
  change({ toasts: [...state.toasts.slice(-2), { id, words }] });
  setTimeout(() => dismiss(id), 7000);
}

export const dismiss = (id) => change({ toasts: state.toasts.filter((each) => each.id !== id) });

async function post(path, body) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, init);
    const said = await answer.json();
    if (answer.ok) return said;
    toast(said.problem);
  } catch {
    toast('The demo does not answer. Is it still running in the terminal?');
  }
  return undefined;
}

/** What went wrong between Slack and the bot, in Slack's manner. */
const FAILURES = {
  operation_timeout: 'Showrunner did not answer within three seconds.',
  connection_failed: 'Showrunner does not run yet, or was killed: Livestorm’s panel says which.',
  http_503: 'Showrunner is starting. Try again in a moment.',
};

/** Does something as the person; undefined when it could not be done. */
export async function act(deed) {
  const outcome = await post('/api/acts', { as: state.as, ...deed });
  const quiet = [undefined, null, 'invalid_input', 'query_too_short'];
  if (outcome && !quiet.includes(outcome.failure)) toast(FAILURES[outcome.failure] ?? `Slack says: ${outcome.failure}`);
  return outcome;
}

export const pull = (lever) => post('/api/levers', lever);

/** Messages that did not change stay the objects they were, so that they are not drawn again. */
function merged(old, fresh) {
  const known = new Map((old?.messages ?? []).map((message) => [`${message.ts} ${message.edits}`, message]));
  return {
    ...fresh,
    messages: fresh.messages.map((message) => known.get(`${message.ts} ${message.edits}`) ?? message),
  };
}

let feed;

/** Looks with another person's eyes. */
export function lookAs(as) {
  feed?.close();
  change({ as, channels: new Map(), views: { view: null, home: null }, isConnected: false });
  feed = new EventSource(`/api/changes?as=${as}`);
  const on = (name, take) => feed.addEventListener(name, ({ data }) => take(JSON.parse(data)));
  on('channel', (channel) => {
    const channels = new Map(state.channels);
    const key = `${as} ${channel.id}`;
    if (!state.read.has(key)) state.read.set(key, Number(channel.messages.at(-1)?.ts ?? 0));
    channels.set(channel.id, merged(state.channels.get(channel.id), channel));
    change({ channels });
  });
  on('views', (views) => change({ views }));
  on('panel', (panel) => change({ panel }));
  on('guide', (guide) => change({ guide }));
  on('ready', () => change({ isConnected: true }));
  feed.onerror = () => change({ isConnected: false });
}

export const channelAt = (id) => state.channels.get(id);
export const dmOf = () => [...state.channels.values()].find(({ kind }) => kind === 'im');
