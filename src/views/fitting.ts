// Lists that keep within a message: how many of the first parts fit.

/** The first parts, as many as keep within a number and a weight. The caller says how many are left out. */
export function fitting<T>(parts: T[], limit: { most: number; weight: number; of: (part: T) => number }): T[] {
  let spent = 0;
  const tooMany = parts.findIndex((part, index) => {
    spent += limit.of(part);
    return index >= limit.most || spent > limit.weight;
  });
  return tooMany === -1 ? parts : parts.slice(0, tooMany);
}
