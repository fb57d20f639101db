// Starts the page: asks who is here, looks with the first person's eyes, draws.

import { html, render } from 'htm/preact';
import { App } from './app.js';
import { guardLinks } from './press.js';
import { change, lookAs } from './store.js';
import { recallTheme } from './theme.js';

recallTheme();
guardLinks();
const root = document.getElementById('page');
try {
  const place = await (await fetch('/api/place')).json();
  change({ place });
  lookAs(place.seats[0].id);
  root.replaceChildren();
  render(html`<${App} />`, root);
} catch (error) {
  root.textContent = `The page could not start: ${error}`;
}
