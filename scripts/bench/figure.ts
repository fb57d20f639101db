// One line of the table: ours, the floor beside it, and what was promised.

export interface Figure {
  name: string;
  unit: string;
  ours: number;
  /** Measured in the same run, in turn with ours. */
  floor?: number;
  /** The median of the ratios, round by round. */
  ratio?: number;
  bound?: { of: 'ours' | 'ratio'; least?: number; most?: number };
}

export function isMet({ bound, ours, ratio }: Figure): boolean | undefined {
  if (!bound) return undefined;
  const value = bound.of === 'ours' ? ours : (ratio ?? Number.NaN);
  return value <= (bound.most ?? Number.POSITIVE_INFINITY) && value >= (bound.least ?? Number.NEGATIVE_INFINITY);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** What of each round is compared. */
export function compared<T>(
  rounds: { ours: T; floor: T }[],
  pick: (measured: T) => number,
): Pick<Required<Figure>, 'ours' | 'floor' | 'ratio'> {
  return {
    ours: median(rounds.map(({ ours }) => pick(ours))),
    floor: median(rounds.map(({ floor }) => pick(floor))),
    ratio: median(rounds.map(({ ours, floor }) => pick(ours) / pick(floor))),
  };
}
