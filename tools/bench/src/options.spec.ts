import { describe, expect, it } from '@jest/globals';

import { readOptions } from './options.js';

describe('the command line of the benchmarks', () => {
  it('names what is measured, in whatever order', () => {
    expect(readOptions(['relay', 'ingest']).benchmarks).toEqual(['ingest', 'relay']);
    expect(readOptions(['all']).benchmarks).toEqual(['ingest', 'redirect', 'relay', 'resolve', 'codes']);
  });

  it('measures less when it has to be quick, and as much as was asked for', () => {
    const thorough = readOptions(['redirect']);
    const quick = readOptions(['redirect', '--quick']);
    expect(quick.effort.rounds).toBeLessThan(thorough.effort.rounds);
    expect(readOptions(['redirect', '--quick', '--rounds', '7', '--seconds', '9']).effort).toEqual({
      ...quick.effort,
      rounds: 7,
      seconds: 9,
    });
  });

  it('profiles the product where it is told a folder', () => {
    expect(readOptions(['relay']).profileFolder).toBeUndefined();
    expect(readOptions(['relay', '--profile', '/tmp/profiles']).profileFolder).toBe('/tmp/profiles');
  });

  it.each([
    [[], 'say what to measure'],
    [['wish'], 'there is no benchmark "wish"'],
    [['relay', '--rounds', '0'], '--rounds must be a whole number from 1 to 50, not "0"'],
    [['relay', '--seconds', '1.5'], '--seconds must be a whole number from 1 to 120, not "1.5"'],
    [['relay', '--fast'], "Unknown option '--fast'"],
  ])('says what is wrong with %j', (args, complaint) => {
    expect(() => readOptions(args)).toThrow(complaint);
  });
});
