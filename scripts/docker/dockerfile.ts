// A Dockerfile as far as ours goes: stages, and the steps of each in order.

export interface Step {
  /** RUN, COPY, … */
  instruction: string;
  /** What stands behind it; the lines of a long one are one. */
  words: string;
}

export interface Stage {
  from: string;
  name: string | null;
  steps: Step[];
}

const KNOWN = ['RUN', 'COPY', 'WORKDIR', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'];

/** Throws for an instruction that nobody here knows. */
export function readDockerfile(text: string): Stage[] {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, instruction = '', words = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === 'FROM') {
      const [from = '', , name = null] = words.split(/\s+/);
      stages.push({ from, name, steps: [] });
      continue;
    }
    if (!KNOWN.includes(instruction)) throw new Error(`The Dockerfile has a step that is not known here: ${line}`);
    stages.at(-1)?.steps.push({ instruction, words });
  }
  return stages;
}

/** `NAME=value` of an ENV. */
export const environmentOf = (words: string): Record<string, string> =>
  Object.fromEntries(words.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string]));
