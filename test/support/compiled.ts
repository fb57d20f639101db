// Where `start.js` keeps what V8 made of the source: for the processes of tests that start otherwise. Half of what a start costs.

import { fileURLToPath } from 'node:url';

export const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/showrunner/compiled', import.meta.url));
