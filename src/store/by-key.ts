// The order in which rows are inserted together. Two statements with the same keys in another order would each wait for
// the other, until PostgreSQL refuses one of them (a deadlock).

export const byKey = (one: { key: string }, other: { key: string }): number =>
  one.key < other.key ? -1 : Number(one.key > other.key);
