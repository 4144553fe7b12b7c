import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import { holds } from './holds.js';

describe('a property', () => {
  let said: string;

  beforeEach(() => {
    said = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const samplesOf = (seed: string): readonly number[] => {
    const samples: number[] = [];
    process.env['PROPERTY_SEED'] = seed;
    try {
      holds(
        'any number',
        fc.property(fc.integer(), (sample) => void samples.push(sample)),
      );
    } finally {
      delete process.env['PROPERTY_SEED'];
    }
    return samples;
  };

  it('is tried with ten thousand samples, and the seed is printed', () => {
    expect(samplesOf('7')).toHaveLength(10_000);
    expect(said).toBe('property "any number": 10000 runs, seed 7\n');
  });

  it('is tried with the same samples again by its seed', () => {
    expect(samplesOf('7')).toEqual(samplesOf('7'));
    expect(samplesOf('7')).not.toEqual(samplesOf('8'));
  });

  it('fails where one sample does', () => {
    const neverNegative = fc.property(fc.integer(), (sample) => sample >= 0);
    expect(() => holds('never negative', neverNegative)).toThrow('Property failed');
  });
});
