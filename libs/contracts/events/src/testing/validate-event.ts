import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isEventType, type EventType } from '../event-topics.js';
import { eventSchemas, sharedDefinitions } from '../published-schemas.js';

/** One thing that a body does not have as its schema demands. */
export interface SchemaProblem {
  /** JSON pointer into the body; empty for the body itself. */
  readonly path: string;
  readonly reason: string;
}

let validators: ReadonlyMap<EventType, ValidateFunction> | undefined;

const compiled = (): ReadonlyMap<EventType, ValidateFunction> => {
  if (validators !== undefined) return validators;
  // Conditions name fields that are declared elsewhere in the same schema; only those checks of strict mode are off.
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
  addFormats.default(ajv);
  ajv.addSchema(sharedDefinitions());
  validators = new Map([...eventSchemas()].map(([type, schema]) => [type, ajv.compile(schema)]));
  return validators;
};

/** What is wrong with this body; an empty list means that the published schema admits it. */
export const validateEvent = (type: string, body: unknown): readonly SchemaProblem[] => {
  const validator = isEventType(type) ? compiled().get(type) : undefined;
  if (validator === undefined) return [{ path: '', reason: `there is no event type ${type}` }];
  // Bodies travel as JSON: a member that is undefined is no member.
  if (validator(JSON.parse(JSON.stringify(body)))) return [];
  return (validator.errors ?? []).map((error) => ({
    path: error.instancePath,
    reason: `${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
  }));
};
