import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every test of the domain in one file, for mutation testing only: Jest loads what is imported for each test file anew,
 * and doing that once for each mutant instead of thirty times is most of the time it takes.
 */
const source = join(import.meta.dirname, '..', 'src');
const specs = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.spec.ts'));

for (const spec of specs.sort()) await import(join(source, spec));
