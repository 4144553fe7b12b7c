export { problemTypes, problemTypeUriOf, type ProblemCode, type PublishedProblem } from './problem-types.js';
