// The themes of questions that are all there, in the order they were asked.

import { type Asked, grouping, type Theme } from '../../src/operations/themes.ts';

export function themes(questions: Asked[]): Theme[] {
  const groups = grouping();
  for (const question of questions) groups.add(question);
  return groups.themes();
}
