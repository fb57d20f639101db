// Why a list of people cannot be read, and what to do.

import type { ListFault } from '../errors.ts';
import { number } from './numbers.ts';

export function listFault(fault: ListFault): { what: string; next: string } {
  switch (fault.kind) {
    case 'empty':
      return { what: 'There is nobody in this list.', next: 'Choose a file with a row for each person, or paste one.' };
    case 'too_big':
      return {
        what: `This file has more than ${fault.mostBytes / 1e6} MB.`,
        next: 'Keep the columns you need, or import it in parts.',
      };
    case 'too_many':
      return {
        what: `This list has more than ${number(fault.most)} rows.`,
        next: 'Import it in parts.',
      };
    case 'workbook':
      return {
        what: 'This is a workbook, not a CSV.',
        next: 'In Excel: File, Save as, CSV UTF-8; then choose that file.',
      };
    case 'not_text':
      return { what: 'This is not a text file.', next: 'Save the list as CSV, and choose that file.' };
    case 'broken':
      return {
        what: `In row ${number(fault.row)}, a quotation mark is opened and not closed.`,
        next: 'Mend it there, and send the list again.',
      };
  }
}
