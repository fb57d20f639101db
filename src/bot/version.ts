// Which version this is.

import { readFileSync } from 'node:fs';

/** As package.json has it. */
export function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(version);
}
