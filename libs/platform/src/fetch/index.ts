export { dataOf, Graph, GraphRefusal, whyGraphFailed, type GraphPlace } from './graph.js';
export { readUpTo } from './read-up-to.js';
export { fetchJson, Unanswered, whyUnanswered, type JsonAnswer, type JsonQuestion } from './fetch-json.js';
