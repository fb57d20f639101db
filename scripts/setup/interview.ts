// One question after the other: what is there is checked, what is missing is asked for, and each answer is kept at once.

import { optional, required, type Variable } from '../../src/config/variables.ts';
import type { Asking } from './asking.ts';
import type { Question, Settings } from './questions.ts';

const variables: Record<string, Variable> = { ...optional, ...required };

export interface Interview {
  asking: Asking;
  /** What is set already, and what is answered here. */
  settings: Settings;
  keep(name: string, value: string): Promise<void>;
  say(line: string): void;
}

/** What still stands in the way, by the names of the variables: empty when all is well. */
export async function interview(questions: Question[], talk: Interview): Promise<string[]> {
  const open: string[] = [];
  for (const question of questions) {
    if (question.when && !question.when(talk.settings)) continue;
    if (!(await settle(question, talk))) open.push(question.name);
  }
  return open;
}

async function settle(question: Question, talk: Interview): Promise<boolean> {
  const { name, isOptional = false } = question;
  const there = talk.settings[name];
  if (there && (await isAccepted(question, there, talk))) return true;
  if (there) talk.say('  Type another one, or press Enter to keep what is there.');
  for (;;) {
    const value = await answerTo(question, Boolean(there), talk);
    if (value === null || (value === '' && (there || isOptional))) return isOptional && !there;
    if (value === '') talk.say(`  It is needed. Find it in: ${variables[name]?.where}.`);
    else if (await isAccepted(question, value, talk)) {
      talk.settings[name] = value;
      await talk.keep(name, value);
      return true;
    }
  }
}

async function answerTo(question: Question, isThere: boolean, { asking }: Interview): Promise<string | null> {
  const typed = await asking.ask(prompt(question, isThere), { isSecret: question.isSecret ?? false });
  return typed === '' && !isThere ? (question.suggest?.() ?? '') : typed;
}

function prompt({ question, suggest, isOptional }: Question, isThere: boolean): string {
  if (isThere) return `${question} [keep]: `;
  const suggested = suggest?.();
  return `${question}${suggested ? ` [${suggested}]` : isOptional ? ' [none]' : ''}: `;
}

/** What nobody could check is taken: the next start says more. */
async function isAccepted({ name, check }: Question, value: string, { settings, say }: Interview): Promise<boolean> {
  const fault = variables[name]?.read.safeParse(value).error?.issues[0]?.message;
  if (fault) {
    say(`  ✗ ${name} ${fault}. Find it in: ${variables[name]?.where}.`);
    return false;
  }
  const verdict = await check?.(value, settings);
  if (verdict?.isGood === false) say(`  ✗ ${name}: ${verdict.said}`);
  else if (verdict) say(`  ${verdict.isGood ? '✓' : '?'} ${name}: ${verdict.said}`);
  return verdict?.isGood !== false;
}
