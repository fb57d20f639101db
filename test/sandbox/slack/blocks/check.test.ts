// What Slack refuses and what it takes: a table of bad blocks and a table of good ones.

import { describe, expect, it } from 'vitest';
import { blockTextLength, checkBlocks, checkView, viewTooLarge } from '../../../../sandbox/slack/blocks/check.ts';
import { badMessages, badViews } from './bad.ts';
import { goodMessages, goodViews } from './good.ts';
import { actions, cell, input, long, many, modal, rich, richSection, richWord, section, select } from './samples.ts';

const said = (problems: { pointer: string; message: string }[]): string[] =>
  problems.map(({ pointer, message }) => `${pointer} ${message}`);

describe('blocks of a message', () => {
  it.each(badMessages)('%s: refused', (_why, blocks, problem) => {
    expect(said(checkBlocks(blocks))).toContain(problem);
  });
  it.each(goodMessages)('%s: taken', (_what, blocks) => {
    expect(said(checkBlocks(blocks))).toEqual([]);
  });
  it('a bad block is one problem, not a cascade', () => {
    expect(said(checkBlocks([section('ok'), section('')]))).toEqual([
      '/blocks/1/text/text must be more than 0 characters',
    ]);
  });
  it('scopes open what they guard', () => {
    const fileForm = modal([input({ type: 'file_input', max_files: 1 })]);
    expect(said(checkView(fileForm, new Set(['files:read'])))).toEqual([]);
  });
});

describe('views', () => {
  it.each(badViews)('%s: refused', (_why, view, problem) => {
    expect(said(checkView(view))).toContain(problem);
  });
  it.each(goodViews)('%s: taken', (_what, view) => {
    expect(said(checkView(view))).toEqual([]);
  });
  it('a view over 250 kB is too large, though each block is within its limits', () => {
    const heavy = modal(many(100, () => section(long(2900))));
    expect(said(checkView(heavy))).toEqual([]);
    expect(viewTooLarge(heavy)).toBe(true);
  });
});

describe('the text of blocks', () => {
  it('counts what is read, not what a menu or a table holds', () => {
    const menu = actions(select());
    const table = { type: 'table', rows: [[cell('12345')]] };
    expect(blockTextLength([section('12345'), rich(richSection(richWord('123'))), menu, table])).toBe(8);
  });
});
