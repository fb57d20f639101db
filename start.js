// Starts the bot, from its source or as it was built, and what V8 has made of the code once is kept for the next start.
import { enableCompileCache, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

// In JavaScript, because the first TypeScript file that is not in the cache brings its compiler into memory, for good.
enableCompileCache(join(dirname(findPackageJSON('.', import.meta.url)), 'node_modules/.cache/showrunner/compiled'));
await import('./src/main.ts');
