export { eventSchemas, sharedDefinitions, type SchemaDocument } from './event-schemas.js';
export { validateEvent, type SchemaProblem } from './validate-event.js';
