import { findTextCodes } from '@whence/codes';

import { reportJob } from '../measuring/job.js';

/** Searches texts that are made of near-codes, each as long as it is told, until so many characters have been read. */
const nearCodes = ['WH-K7M4Q2X', 'WH-K7M4Q2', 'WH', 'W H - ', 'WH-K7M4X2C-A2B9XY', 'H-K7M4Q2C ', 'a\u0301\u0327', '🔥'];
const warmUpCharacters = 4_000_000;

const length = Number(process.argv[2]);
const characters = Number(process.argv[3]);
const texts = nearCodes.map((pattern) => pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length));

const search = (atLeast: number): number => {
  let read = 0;
  while (read < atLeast) {
    for (const text of texts) findTextCodes(text);
    read += length * texts.length;
  }
  return read;
};

search(warmUpCharacters);
await reportJob(characters, async () => {
  search(characters);
});
