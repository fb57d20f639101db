// Naming a person, a user group or a channel of the workspace.

import type { MrkdwnElement } from '@slack/types';
import { mrkdwn } from './text.ts';

/** By Slack's id only: a name would be somebody's words. */
export const mention = (user: string): MrkdwnElement =>
  mrkdwn(/^[UW][A-Z0-9]+$/.test(user) ? `<@${user}>` : 'somebody');

export const mentionGroup = (group: string): MrkdwnElement =>
  mrkdwn(/^S[A-Z0-9]+$/.test(group) ? `<!subteam^${group}>` : 'a user group');

export const mentionChannel = (channel: string): MrkdwnElement =>
  mrkdwn(/^[CGD][A-Z0-9]+$/.test(channel) ? `<#${channel}>` : 'a channel');
