// Of all that an operation may ask for, the parts that a test is about. Asking for another throws, by its name.

import type { Deps } from '../../src/deps.ts';

type Part<T> = T extends (...given: never[]) => unknown ? T : { [K in keyof T]?: T[K] };
type Parts = { [K in keyof Deps]?: Deps[K] | { [P in keyof Deps[K]]?: Part<Deps[K][P]> } };

export const depsOf = (parts: Parts): Deps =>
  new Proxy(parts, {
    get(target, name) {
      const isOptional = name === ('measured' satisfies keyof Deps);
      if (typeof name === 'symbol' || name in target || isOptional) return Reflect.get(target, name);
      throw new Error(`this test has no ${name}`);
    },
  }) as Deps;
