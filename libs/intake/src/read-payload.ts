import { parseJson, type ParsedJson } from '@whence/platform/json';

/** Deeper JSON stops a process when it is written again, and no provider nests nearly as deep. */
const depthMax = 64;

/** The one reading of a delivery's bytes: the edge refuses what the worker could not read. */
export const readPayload = (body: Uint8Array): ParsedJson => parseJson(body, { depthMax });
