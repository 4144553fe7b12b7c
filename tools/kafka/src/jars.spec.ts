import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { javaVersionIn, versionIn } from './jars.js';

describe('the broker’s program', () => {
  it('is of the version that Maven is told', () => {
    const project = readFileSync(join(import.meta.dirname, '..', 'pom.xml'), 'utf8');
    expect(versionIn(project)).toMatch(/^\d+\.\d+\.\d+$/);
    expect(() => versionIn('<project/>')).toThrow('no version of Kafka');
  });

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['command not found', undefined],
  ])('reads the version of Java in %s', (text, version) => {
    expect(javaVersionIn(text)).toBe(version);
  });
});
