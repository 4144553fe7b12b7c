export { runApp, type App } from './run-app.js';
export { runProcess, say, type ProcessParts, type RunningProcess } from './run-process.js';
export { StartProblem } from './start-problem.js';
export { StopRequest } from './stop-request.js';
export { withPort } from './with-port.js';
