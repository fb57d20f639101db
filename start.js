// npm start: as `node src/main.ts`, and what V8 has made of the source once is kept for the next start.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// In JavaScript, because the first TypeScript file that is not in the cache brings its compiler into memory, for good.
enableCompileCache(fileURLToPath(new URL('node_modules/.cache/showrunner/compiled', import.meta.url)));
await import('./src/main.ts');
