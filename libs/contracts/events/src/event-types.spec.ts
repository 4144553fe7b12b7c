import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { generateTypes } from '../scripts/generate-types.mjs';

describe('the generated types', () => {
  it('say what the schemas say', async () => {
    const committed = readFileSync(new URL('./bodies.generated.ts', import.meta.url), 'utf8');

    // Red here: run `npm run generate -w @whence/contracts-events`.
    expect(committed).toBe(await generateTypes());
  });
});
