import type { OpenAPIObject } from '@nestjs/swagger';

import { problemAnswer } from './api-problems.js';
import { transportProblem, type TransportProblemCode } from './problem-type.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;
const idempotencyKey = 'Idempotency-Key';

/** Adds to the operations of a path what this server can answer to any of them, so that handlers need not repeat it. */
export const completeOperations = (path: PathItem): PathItem => {
  const operations = methods.flatMap((method) => {
    const operation = path[method];
    return operation === undefined ? [] : [[method, completeOperation(operation)] as const];
  });
  return { ...path, ...Object.fromEntries(operations) };
};

const completeOperation = (operation: Operation): Operation => ({
  ...operation,
  responses: {
    ...(takesAnything(operation) ? answerOf('invalid-request') : {}),
    ...(hasPathParameter(operation) ? answerOf('url-too-long') : {}),
    ...(operation.requestBody === undefined
      ? {}
      : { ...answerOf('body-too-large'), ...answerOf('unsupported-media-type') }),
    ...answerOf('temporarily-unavailable'),
    ...replayOf(operation),
    ...operation.responses,
  },
});

const takesAnything = ({ parameters = [], requestBody }: Operation): boolean =>
  parameters.length > 0 || requestBody !== undefined;

const hasPathParameter = ({ parameters = [] }: Operation): boolean =>
  parameters.some((parameter) => 'in' in parameter && parameter.in === 'path');

const answerOf = (code: TransportProblemCode): Responses => {
  const { status, title } = transportProblem(code);
  return { [status]: problemAnswer(`\`${code}\`: ${title}`) };
};

/** The first answer of a create comes again with 200. */
const replayOf = ({ parameters = [], responses }: Operation): Responses => {
  const isReplayed = parameters.some((parameter) => 'name' in parameter && parameter.name === idempotencyKey);
  const created = responses[201];
  if (!isReplayed || created === undefined) return {};
  return { 200: { ...created, description: `What the first request with this ${idempotencyKey} was answered.` } };
};
