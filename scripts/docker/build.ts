// Carries out a Dockerfile's steps in folders, one for each stage: what Docker would do, as far as a folder goes.

import { execFile } from 'node:child_process';
import { cp, mkdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { environmentOf, type Stage, type Step } from './dockerfile.ts';

export interface Built {
  root: string;
  /** The folder of WORKDIR. */
  workdir: string;
  environment: Record<string, string>;
  /** Of CMD and HEALTHCHECK. */
  command: string[];
  healthcheck: string[];
}

interface Building extends Built {
  context: string;
  ignores: string[];
  earlier: Map<string, Built>;
  isRun: (words: string) => void;
}

/** `ignores` are the lines of .dockerignore, which here are `*` and what is let through. */
export async function build(
  stages: Stage[],
  options: Pick<Building, 'context' | 'ignores' | 'isRun'> & { folder: string },
): Promise<Built> {
  const earlier = new Map<string, Built>();
  let last: Built | null = null;
  for (const [index, stage] of stages.entries()) {
    const root = join(options.folder, `stage${index}`);
    await mkdir(join(root, 'tmp'), { recursive: true });
    const made: Building = { ...options, earlier, root, workdir: root, environment: {}, command: [], healthcheck: [] };
    for (const step of stage.steps) await take(step, made);
    if (stage.name) earlier.set(stage.name, made);
    last = made;
  }
  if (!last) throw new Error('the Dockerfile has no stage');
  return last;
}

async function take({ instruction, words }: Step, made: Building): Promise<void> {
  if (instruction === 'WORKDIR') {
    made.workdir = join(made.root, words);
    await mkdir(made.workdir, { recursive: true });
  } else if (instruction === 'ENV') Object.assign(made.environment, environmentOf(words));
  else if (instruction === 'CMD') made.command = JSON.parse(words);
  else if (instruction === 'HEALTHCHECK') made.healthcheck = JSON.parse(words.slice(words.indexOf('CMD ') + 4));
  else if (instruction === 'COPY') await copy(words.split(/\s+/), made);
  else if (instruction === 'RUN') {
    made.isRun(words);
    await run(words, made);
  }
}

async function copy(words: string[], made: Building): Promise<void> {
  const stage = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const source = stage === undefined ? made.context : made.earlier.get(stage)?.root;
  if (source === undefined) throw new Error(`COPY: there is no stage ${stage}`);
  const to = words.pop() ?? '';
  for (const from of words) {
    if (stage === undefined && isIgnored(from, made.ignores)) throw new Error(`COPY: .dockerignore keeps ${from} out`);
    const path = join(source, from);
    const isInto = to.endsWith('/') && !(await stat(path)).isDirectory();
    await cp(path, resolve(made.workdir, isInto ? join(to, basename(from)) : to), { recursive: true });
  }
}

/** The last line that fits decides: `*`, or the name of what lies at the top. */
function isIgnored(path: string, ignores: string[]): boolean {
  const first = relative('.', path).split('/')[0] ?? '';
  // A star is for names with a dot before them too.
  const fits = ignores.map((line) => line.replace(/^!/, '')).map((name) => name === '*' || name === first);
  const last = fits.lastIndexOf(true);
  return last >= 0 && !ignores[last]?.startsWith('!');
}

/** Here is no user `node`, and / is a folder. */
async function run(words: string, { root, workdir, environment }: Building): Promise<void> {
  const inRoot = words.replace(/(?<=\s)\/(?=data\b)/g, `${root}/`);
  const env = { ...process.env, ...environment };
  await promisify(execFile)('sh', ['-c', `chown() { :; }\n${inRoot}`], { cwd: workdir, env, maxBuffer: 1e8 });
}
