// The panel of the local Livestorm: its sessions, what goes wrong on purpose, and what was asked of it. And the bot.

import { html } from 'htm/preact';
import { Icon } from './icons.js';
import { useReader, written } from './reader.js';
import { pull, state } from './store.js';
import { Calls, Deliveries } from './traffic.js';

const STATUS = {
  upcoming: 'Upcoming',
  live: 'Live',
  past: 'Past',
  draft: 'Draft',
  canceled: 'Canceled',
  on_demand: 'On demand',
  past_not_started: 'Not held',
};

const offset = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
const counted = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;

const Progress = ({
  session,
}) => html`<div class="progress"><progress max=${session.of} value=${session.at} aria-label="How far the webinar is"></progress>
  <small>${offset(session.at)} of ${offset(session.of)}</small></div>`;

function Session({ session, title }) {
  const reader = useReader();
  const name = session.name ?? title;
  const isUpcoming = session.status === 'upcoming';
  const counts = [
    counted(session.registrants, 'registrant'),
    !isUpcoming && `${session.attendees} came`,
    session.messages > 0 && counted(session.messages, 'message'),
    session.questions > 0 && counted(session.questions, 'question'),
  ].filter(Boolean);
  return html`<li class=${`session ${session.status}`}>
    <p class="session-head"><span class=${`state ${session.status}`}>${STATUS[session.status] ?? session.status}</span>
      <span>${written(session.plannedAt, '{date_short_pretty}, {time}', reader)}</span></p>
    ${session.name && html`<p class="session-name">${session.name}</p>`}
    <p class="quiet counts">${counts.join(' · ')}</p>
    ${session.of && html`<${Progress} session=${session} />`}
    ${
      isUpcoming &&
      html`<div class="row">
      <button type="button" class="button solid primary small" aria-label=${`Start ${name}`} onClick=${() => pull({ do: 'start', session: session.id })}><${Icon} name="play" />Start</button>
      <button type="button" class="button small" aria-label=${`10 register for ${name}`} onClick=${() => pull({ do: 'arrive', session: session.id })}><${Icon} name="plus" />10 register</button></div>`
    }
    ${session.of && html`<div class="row"><button type="button" class="button solid danger small" aria-label=${`End ${name}`} onClick=${() => pull({ do: 'end', session: session.id })}><${Icon} name="stop" />End</button></div>`}
  </li>`;
}

const Event = ({
  event,
}) => html`<li class="event"><h4>${event.title}${event.status === 'draft' && html` <span class="state draft">Draft</span>`}</h4>
  ${event.sessions.length === 0 ? html`<p class="quiet">No session yet.</p>` : html`<ul>${event.sessions.map((session) => html`<${Session} key=${session.id} session=${session} title=${event.title} />`)}</ul>`}</li>`;

const SPEEDS = [1, 5, 15, 30, 60];

const Speed = ({ speed }) =>
  html`<fieldset class="speed"><legend>Webinar clock</legend><div class="segments">${SPEEDS.map(
    (each) =>
      html`<label class=${each === speed ? 'chosen' : ''}><input type="radio" name="speed" checked=${each === speed} onChange=${() => pull({ do: 'speed', speed: each })} />${each}×</label>`,
  )}</div></fieldset>`;

const FAULTS = [
  ['busy', '429', 'Answer the next call: too many requests'],
  ['broken', '500', 'Answer the next call: server error'],
  ['slow', 'Slow', 'Answer the next call after four seconds'],
  ['cut', 'Cut', 'Do the next call, and cut the connection before the answer'],
  ['lost', 'Lose a webhook', 'The next delivery never leaves'],
];

function Faults({ faults }) {
  const waiting = [
    faults.calls > 0 && `the next ${faults.calls === 1 ? 'call' : `${faults.calls} calls`}`,
    faults.deliveries > 0 && `the next ${faults.deliveries === 1 ? 'webhook' : `${faults.deliveries} webhooks`}`,
  ].filter(Boolean);
  return html`<section aria-label="Spoil something"><h3>Spoil something</h3>
    <div class="row close">${FAULTS.map(([fault, words, title]) => html`<button type="button" class="button small" title=${title} aria-label=${`${words}: ${title}`} onClick=${() => pull({ do: 'fault', fault })}>${words}</button>`)}</div>
    <p class="spoiled" role="status">${waiting.length > 0 ? html`Spoiled: ${waiting.join(' and ')}. <button type="button" class="link" onClick=${() => pull({ do: 'calm' })}>Take it back</button>` : 'All is well for now.'}</p></section>`;
}

function Bot({ bot }) {
  const words = {
    running: `Running${bot.pid ? ` as process ${bot.pid}` : ''}${bot.readyMs ? `, ready after ${(bot.readyMs / 1000).toFixed(1)} s` : ''}`,
    starting: 'Starting…',
    stopped: 'Killed. Start something meanwhile, then bring it back: nothing is lost.',
  }[bot.state];
  return html`<section class="bot" aria-label="The bot"><h3>The bot</h3><div class="bot-line"><p role="status"><i class=${`lamp ${bot.state}`} />${words}</p>
    ${bot.state === 'running' && html`<button type="button" class="button small" onClick=${() => pull({ do: 'kill' })}>Kill it</button>`}
    ${bot.state === 'stopped' && html`<button type="button" class="button solid primary small" onClick=${() => pull({ do: 'revive' })}>Start it again</button>`}</div></section>`;
}

function Budget({ budget }) {
  const used = budget.limit - budget.left;
  return html`<section aria-label="Calls of the month"><h3>Calls of the month</h3><div class="budget"><meter min="0" max=${budget.limit} value=${used} aria-label="Calls used"></meter>
    <p class="budget-words"><strong class="used">${used.toLocaleString('en')}</strong> used, ${budget.left.toLocaleString('en')} left of ${budget.limit.toLocaleString('en')}</p></div></section>`;
}

export function Panel() {
  const { panel } = state;
  if (!panel) return html`<p class="empty">Livestorm’s panel is on its way…</p>`;
  return html`<div class="panel scroll" tabindex="0" role="region" aria-label="Livestorm">
    <section aria-label="Events"><div class="panel-head"><h3>Events</h3><${Speed} speed=${panel.speed} /></div>
      ${panel.events.length === 0 && html`<p class="quiet">No event yet: <code>/webinar create</code> makes one.</p>`}
      <ul class="events">${panel.events.map((event) => html`<${Event} key=${event.id} event=${event} />`)}</ul></section>
    <${Bot} bot=${panel.bot} />
    <${Faults} faults=${panel.faults} />
    <${Budget} budget=${panel.budget} />
    <${Calls} panel=${panel} />
    <${Deliveries} panel=${panel} />
  </div>`;
}
