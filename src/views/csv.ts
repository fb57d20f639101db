// Tables as files: CSV that a spreadsheet opens as what it is, and never as a formula.

/**
 * What a spreadsheet takes for the beginning of a formula (ASVS 1.2.10; reliability.md, B26), also in its full-width
 * form, after spaces, or behind a line end within the cell.
 */
const FORMULA = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\0]/;

/** An apostrophe in front makes text of it, in Excel, LibreOffice and Google Sheets alike. */
const cell = (value: string): string =>
  `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('\0', '').replaceAll('"', '""')}"`;

/** RFC 4180, every cell quoted, with the byte order mark by which Excel knows UTF-8. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

/** A file's name out of words that are not ours: `product-tour-people.csv`. */
export function fileName(words: string, kind: string, ending: 'csv' | 'md' = 'csv'): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${[plain, kind].filter(Boolean).join('-')}.${ending}`;
}
