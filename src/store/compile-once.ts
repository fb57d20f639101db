// Keeps V8 from compiling WebAssembly a second time.
import { setFlagsFromString } from 'node:v8';

/**
 * V8 compiles WebAssembly quickly first and thoroughly when it runs often, and for PGlite's largest functions the second
 * time takes half a gigabyte for a moment: 14,000 operations peaked at 744 to 785 MB with it and at 307 to 321 MB without,
 * at the same processor time each. The parser of HTTP behind `fetch` is WebAssembly as well, and worth 13 MB (docs/performance.md).
 * Only what is compiled after this call is concerned.
 */
export function compileOnce(): void {
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
}
