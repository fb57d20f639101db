// Numbers as people read them.

/** '3,000'. */
export const number = (value: number): string => value.toLocaleString('en-US');

/** '1 message', '3,000 messages'. */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** '45%'. Never 100% for less than all, nor 0% for more than none. */
export function percent(part: number, all: number): string {
  const rounded = Math.round((part / all) * 100);
  if (part > 0 && rounded === 0) return 'under 1%';
  return part < all && rounded === 100 ? '99%' : `${rounded}%`;
}
