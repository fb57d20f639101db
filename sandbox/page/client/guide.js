// Five steps for somebody who reads nothing else: each ticks itself off when it has happened, however it was done.

import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { suggest } from './composer.js';
import { Icon } from './icons.js';
import { openChannel } from './sidebar.js';
import { change, state } from './store.js';

const channelNamed = (name) => [...state.channels.values()].find((channel) => channel.name === name)?.id;

function go(name, words) {
  const id = channelNamed(name);
  if (id) openChannel(id);
  // The field of another channel is drawn first.
  requestAnimationFrame(() => suggest(words));
}

const showPanel = () => change({ right: 'panel', pane: 'right' });

const STEPS = [
  {
    key: 'create',
    title: 'Create a webinar',
    how: 'Type /webinar create in #webinars, or press the bolt beside the field. Give it a day and an hour, choose Published, press Create.',
    help: ['Write it for me', () => go('webinars', '/webinar create Slotwell product tour')],
  },
  {
    key: 'register',
    title: 'Register somebody',
    how: 'Ken met a lead: in #sales, open “More actions” beside his message and choose Register as lead.',
    help: ['Go to #sales', () => go('sales', '')],
  },
  {
    key: 'start',
    title: 'Start it',
    how: 'In Livestorm’s panel, let people register, and press Start. A played webinar of 45 minutes runs fifteen times as fast.',
    help: ['Show the panel', showPanel],
  },
  {
    key: 'questions',
    title: 'Watch the questions',
    how: 'Type /webinar questions while it is live. They also come in the thread of its card, each with its buttons: two minutes after the start, then every 15 seconds while much is asked.',
    help: ['Write it for me', () => go('webinars', '/webinar questions')],
  },
  {
    key: 'digest',
    title: 'End it, and read the digest',
    how: 'Press End in the panel. A moment later the digest is in #webinars: open its thread.',
    help: ['Show the panel', showPanel],
  },
];

function Step({ step, index, isDone, isNow }) {
  const [words, job] = step.help;
  return html`<li class=${isDone ? 'done' : isNow ? 'now' : ''} aria-current=${isNow ? 'step' : undefined}>
    <span class="tick" aria-hidden="true">${isDone ? html`<${Icon} name="check" />` : index + 1}</span>
    <div><strong class="step-title">${step.title}</strong>${isDone && html`<span class="heard"> (done)</span>`}
      ${isNow && html`<p class="how">${step.how}</p><button type="button" class="link" onClick=${job}>${words}</button>`}</div></li>`;
}

export function Guide() {
  const [isOpen, open] = useState(!matchMedia('(max-width: 760px)').matches);
  const done = state.guide ?? {};
  const count = STEPS.filter(({ key }) => done[key]).length;
  const now = STEPS.find(({ key }) => !done[key]);
  const line = now ? `${now.title}` : 'That was the whole story';
  return html`<section class="guide" aria-label="Try this">
    <button type="button" class="guide-head" aria-expanded=${isOpen} onClick=${() => open(!isOpen)}>
      <span><strong>Try this</strong><small>${isOpen ? 'Five steps, five minutes' : line}</small></span>
      <span class="dots" aria-hidden="true">${STEPS.map(({ key }) => html`<i class=${done[key] ? 'on' : ''} />`)}</span>
      <span class="count">${count}<span class="heard"> of ${STEPS.length} steps done</span><span aria-hidden="true">/${STEPS.length}</span></span></button>
    ${isOpen && html`<ol>${STEPS.map((step, index) => html`<${Step} key=${step.key} step=${step} index=${index} isDone=${done[step.key]} isNow=${step === now} />`)}</ol>`}
    ${isOpen && !now && html`<p class="finale">That was the whole story. Kill the bot while something happens, or spoil a call: nothing is lost.</p>`}
  </section>`;
}
