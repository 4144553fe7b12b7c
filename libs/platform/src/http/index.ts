export { ApiProblems, FieldErrorBody, problemAnswer, ProblemBody } from './api-problems.js';
export { ApiKeyGuard, Authenticated } from './authenticated.js';
export { IfGiven, IfNotEmptied, IsObjectOf } from './body-fields.js';
export { IdempotencyKeys, type IdempotencyClaim, type IdempotentRequest } from './idempotency.js';
export { IdempotencyInterceptor, Idempotent } from './idempotent.js';
export { afterCursor, ListQuery, pageOf, type Page } from './list.js';
export { MoneyBody } from './money.body.js';
export {
  apiScopes,
  Authenticator,
  CurrentPrincipal,
  everyScope,
  hasScope,
  principalOf,
  type ApiKeyScope,
  type Principal,
} from './principal.js';
export { allTransportProblems, problemTypeUri, type ProblemType, type TransportProblemCode } from './problem-type.js';
export { Problem, type FieldError, type ProblemDocument, type ProblemFacts } from './problem.js';
export { registerRawScope, type DocumentedPaths, type RawScope } from './raw-scope.js';
export { createApplication, serve, type ServeOptions, type Served } from './serve.js';
export { isTime, IsTime } from './time-field.js';
