// Every command that a document tells somebody to type: the lines of its fences, and what begins with npm in its sentences.

export interface Told {
  command: string;
  /** `file:line` */
  at: string;
}

const FENCE = /^ *```(\w*) *$/;
const TYPED = /^(?:[A-Z_]+=\S+ +)*(?:npm|npx|node|docker|git|pg_\w+|slack|openssl|curl) /;

/** Throws for a fence of commands that does not say it is one. */
export function commandsOf(file: string, text: string): Told[] {
  const told: Told[] = [];
  let fence: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const at = `${file}:${index + 1}`;
    const [, language] = FENCE.exec(line) ?? [];
    if (language !== undefined) fence = fence === null ? language : null;
    else if (fence === 'sh') told.push(...partsOf(line).map((command) => ({ command, at })));
    else if (fence === '' && TYPED.test(line.trim()))
      throw new Error(`${at}: a fence with commands begins with \`\`\`sh`);
    else if (fence === null) told.push(...inline(line).map((command) => ({ command, at })));
  }
  return told;
}

/** What stands between &&, without what is said behind a #. */
const partsOf = (line: string): string[] =>
  line
    .replace(/(^|\s)#.*$/, '')
    .split('&&')
    .map((part) => part.trim())
    .filter(Boolean);

const inline = (line: string): string[] =>
  [...line.matchAll(/`(npm (?:run |ci|test|start|audit)[^`]*)`/g)].flatMap(([, code = '']) => partsOf(code));
