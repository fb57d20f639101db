// `npm run demo`: Showrunner on this machine, with nothing else installed and no account. As a page in the browser, or,
// with `--script`, as a story that is told in the terminal.

import { readOptions, USAGE } from './options.ts';
import { openPage } from './page.ts';
import { runScript } from './script.ts';

try {
  const options = readOptions();
  if (!options) console.log(USAGE);
  else process.exitCode = options.script ? await runScript(options) : await openPage(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
