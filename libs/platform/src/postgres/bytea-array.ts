const byteaOid = 17;
const headerBytes = 20;
const lengthBytes = 4;

/**
 * Bytes of many rows as one parameter of type `bytea[]`, in PostgreSQL's binary form: as text every byte would be two
 * characters (`array_recv` in PostgreSQL's arrayfuncs.c).
 */
export const byteaArray = (elements: readonly Uint8Array[]): Buffer => {
  const size = elements.reduce((sum, { length }) => sum + lengthBytes + length, headerBytes);
  const array = Buffer.allocUnsafe(size);
  const dimensions = 1;
  const hasNulls = 0;
  const lowerBound = 1;
  [dimensions, hasNulls, byteaOid, elements.length, lowerBound].forEach((word, index) =>
    array.writeInt32BE(word, index * lengthBytes),
  );
  let at = headerBytes;
  for (const element of elements) {
    array.writeInt32BE(element.length, at);
    array.set(element, at + lengthBytes);
    at += lengthBytes + element.length;
  }
  return array;
};
