/** The answer is longer than anybody has reason to send. */
export class AnswerTooLongViolation extends Error {
  constructor(bytesMax: number) {
    super(`the answer is longer than ${bytesMax} bytes`);
    this.name = 'AnswerTooLongViolation';
  }
}

/** All bytes of a body; rejects as soon as there are more than so many. */
export const readUpTo = async (
  body: ReadableStream<Uint8Array> | null,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > bytesMax) throw new AnswerTooLongViolation(bytesMax);
    parts.push(part);
  }
  return Uint8Array.from(Buffer.concat(parts));
};
