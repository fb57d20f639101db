// Slack's answers about people, for tests that are about something else.

import type { Slack } from '../../src/deps.ts';

export const everybodyIsAMember = { standingOf: async () => ({ kind: 'member' }) } as Partial<Slack> as Slack;
