// What `npm run demo` can be told.

import { parseArgs } from 'node:util';
import { readWebinar, type Webinar } from '../livestorm/webinar.ts';

export const USAGE = `npm run demo -- [options]

  --port N       the page's port, in place of 4400 (or the next that is free)
  --data FILE    a webinar to play (as sandbox/webinars/product-tour.json), in place of the project's own
  --socket       talk to Slack over Socket Mode, in place of HTTP
  --script       no page: print the whole story, checked as it goes, and end
  --speed N      with --script: webinar seconds in one real second; left out, the webinar takes 8 seconds
  --keep         with --script: leave everything running at the end, and say where to look
`;

const OWN = new URL('../webinars/product-tour.json', import.meta.url);
const SCRIPT_SECONDS = 8;

export interface Options {
  webinar: Webinar;
  speed: number;
  mode: 'http' | 'socket';
  keep: boolean;
  script: boolean;
  port: number | undefined;
}

/** Throws with a sentence for what cannot be used. */
export function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      speed: { type: 'string' },
      port: { type: 'string' },
      socket: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      script: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const webinar = readWebinar(values.data ?? OWN);
  const speed = values.speed === undefined ? Math.ceil(webinar.duration_s / SCRIPT_SECONDS) : Number(values.speed);
  if (!(speed > 0)) throw new Error('--speed takes a number over 0');
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
    throw new Error('--port takes the number of a port');
  return { webinar, speed, mode: values.socket ? 'socket' : 'http', keep: values.keep, script: values.script, port };
}
