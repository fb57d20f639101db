// Who may ask for what, over everything that Slack may say of a person.

import { describe, expect, test } from 'vitest';
import type { Access } from '../../src/commands/command.ts';
import { permit } from '../../src/commands/permission.ts';
import type { Deps, Members, Outsider, Slack, Standing } from '../../src/deps.ts';
import { AskError } from '../../src/errors.ts';

interface Said {
  standing: Standing;
  operators?: Deps['operators'];
  groups?: Record<string, Members>;
}

/** 'yes', or the code of the refusal; what stands beside the code too where it matters. */
async function may(access: Access, { standing, operators = null, groups = {} }: Said): Promise<string> {
  const slack = {
    standingOf: async () => standing,
    membersOf: async (group: string) => groups[group] ?? { kind: 'none' },
  } as Partial<Slack> as Slack;
  try {
    await permit(access, 'U1', { slack, operators });
    return 'yes';
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    const { problem } = error;
    if (problem.code === 'outsider') return problem.standing;
    return problem.code === 'unknown_person' ? problem.reason : problem.code;
  }
}

const member: Standing = { kind: 'member' };
const noScope = { kind: 'unknown', reason: 'missing_scope' } as const;
const silence = { kind: 'unknown', reason: 'no_answer' } as const;
const of = (...users: string[]): Members => ({ kind: 'known', users });
const named = { users: ['U1'], groups: [] };
const others = { users: ['U2'], groups: [] };
const group = { users: ['U2'], groups: ['S1', 'S2'] };

test('where nobody is named, every full member may change things', async () => {
  expect(await may('operators', { standing: member })).toBe('yes');
});

test('where some are named, only they may change things, and the others may look', async () => {
  expect(await may('operators', { standing: member, operators: named })).toBe('yes');
  expect(await may('operators', { standing: member, operators: others })).toBe('not_operator');
  expect(await may('anyone', { standing: member, operators: others })).toBe('yes');
});

test('who is in one of the named groups may change things', async () => {
  const inside = { S2: of('U9', 'U1') };
  expect(await may('operators', { standing: member, operators: group, groups: inside })).toBe('yes');
  const outside = { S1: of('U9') };
  expect(await may('operators', { standing: member, operators: group, groups: outside })).toBe('not_operator');
});

test('a group that may not be read counts as empty; one that Slack did not tell of is asked for again', async () => {
  const hidden = { S1: noScope, S2: noScope };
  expect(await may('operators', { standing: member, operators: group, groups: hidden })).toBe('not_operator');
  const unheard = { S1: silence };
  expect(await may('operators', { standing: member, operators: group, groups: unheard })).toBe('no_answer');
  const found = { S1: silence, S2: of('U1') };
  expect(await may('operators', { standing: member, operators: group, groups: found })).toBe('yes');
});

describe.each(['guest', 'stranger', 'bot', 'deactivated'] satisfies Outsider[])('a %s', (kind) => {
  test('has help, and nothing else, named or not', async () => {
    for (const operators of [null, named, others]) {
      expect(await may('outsiders', { standing: { kind }, operators })).toBe('yes');
      expect(await may('anyone', { standing: { kind }, operators })).toBe(kind);
      expect(await may('operators', { standing: { kind }, operators })).toBe(kind);
    }
  });
});

describe.each([
  ['Slack may not say', noScope],
  ['Slack does not answer', silence],
] as const)('somebody of whom %s who they are', (_what, standing) => {
  test('may look', async () => {
    expect(await may('outsiders', { standing })).toBe('yes');
    expect(await may('anyone', { standing })).toBe('yes');
  });

  test('may change things only when named by their id', async () => {
    expect(await may('operators', { standing, operators: named })).toBe('yes');
    expect(await may('operators', { standing })).toBe(standing.reason);
    const inside = { S1: of('U1') };
    expect(await may('operators', { standing, operators: group, groups: inside })).toBe(standing.reason);
  });
});
