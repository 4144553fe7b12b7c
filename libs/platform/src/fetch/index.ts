export { fetchJson, Unanswered, whyUnanswered, type JsonAnswer, type JsonQuestion } from './fetch-json.js';
