import { problemTypes } from '@whence/contracts-http';
import { Problem } from '@whence/platform/http';

/** The answer to a body that names, in this field, something the workspace does not have. */
export const unknownReference = (path: string): Problem =>
  new Problem(problemTypes['unknown-reference'], { errors: [{ path, reason: 'is unknown in this workspace' }] });
