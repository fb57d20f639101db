// Why a row of a list was not sent.

import type { RowProblem } from '../operations/check-list.ts';
import { quote, short } from './names.ts';
import { number } from './numbers.ts';
import { labelOf } from './registration-fields.ts';

/** Plain text: for the check, and for the file of the results. */
export function rowProblem(problem: RowProblem): string {
  switch (problem.kind) {
    case 'no_address':
      return 'No e-mail address.';
    case 'not_an_address':
      return `${quote(short(problem.value, 60))} is not an e-mail address.`;
    case 'duplicate':
      return `The same address as in row ${number(problem.of)}.`;
    case 'already':
      return 'Was registered already.';
    case 'not_a_choice':
      return `${quote(short(problem.value, 60))} is not a choice of ${short(labelOf(problem.field), 60)}.`;
    case 'not_a_picture':
      return `${short(labelOf(problem.field), 60)} needs the address of a PNG or JPEG image.`;
  }
}
