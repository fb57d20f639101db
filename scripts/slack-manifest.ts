// npm run slack:manifest: the manifest for Slack's own command line (`slack run`, `slack install`), as its hook get-manifest
// wants it: JSON, for Socket Mode, between the boundaries that it names (slack-cli, cli-sdk-specification.md).

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { manifest } from './manifest/manifest.ts';

// It adds options of its own, as its versions have them.
const { values } = parseArgs({ options: { boundary: { type: 'string' } }, strict: false });
const boundary = typeof values.boundary === 'string' ? values.boundary : '';
const source = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
const command = process.env.SLASH_COMMAND || undefined;
process.stdout.write(`${boundary}${JSON.stringify(parse(manifest(source, { socket: true, command })))}${boundary}\n`);
