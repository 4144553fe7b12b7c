export { eventSchemas, sharedDefinitions, type SchemaDocument } from '../published-schemas.js';
export { validateEvent, type SchemaProblem } from './validate-event.js';
