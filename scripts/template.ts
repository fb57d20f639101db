// npm run template: makes the template of new databases, so that no first start has to. The image's build runs it.
import { makeTemplate, templatePath } from '../src/store/template.ts';

const path = await templatePath();
await makeTemplate(path);
console.log(`Made ${path}.`);
