// The files a browser may load: the page's own, two small libraries, and what of the local Slack it shares as it is.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';
import { Refused } from './guard.ts';

const ROOT = new URL('../../', import.meta.url);

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Addresses are paths in the project, so that imports between these files mean the same to Node and to a browser. */
const ALLOWED = [
  /^sandbox\/page\/client\/[a-z-]+\.(?:js|css|svg)$/,
  /^sandbox\/slack\/(?:mrkdwn|model|state)\.ts$/,
  /^sandbox\/slack\/render\/(?:text|page)\.ts$/,
  /^node_modules\/(?:preact\/dist\/preact|preact\/hooks\/dist\/hooks|htm\/dist\/htm|htm\/preact\/index)\.mjs$/,
];

export interface Asset {
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** Throws a 404 for anything that is not named above. */
export async function assetAt(path: string): Promise<Asset> {
  if (path === '/') return await frontPage();
  const name = path.slice(1);
  if (!ALLOWED.some((pattern) => pattern.test(name))) throw new Refused(404, 'There is nothing here.');
  const text = await readFile(new URL(name, ROOT), 'utf8');
  return { type: TYPES[extname(name)] ?? 'text/plain', body: name.endsWith('.ts') ? stripTypeScriptTypes(text) : text };
}

const IMPORT_MAP = /<script type="importmap">([\s\S]*?)<\/script>/;

/** The page, and a policy under which nothing but it runs. */
async function frontPage(): Promise<Asset> {
  const body = await readFile(new URL('sandbox/page/client/index.html', ROOT), 'utf8');
  const map = createHash('sha256')
    .update(IMPORT_MAP.exec(body)?.[1] ?? '')
    .digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'sha256-${map}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { type: TYPES['.html'] ?? '', body, headers: { 'content-security-policy': policy } };
}
