import { controllerIsAuthenticated } from './controller-is-authenticated.mjs';
import { eventHasSchema } from './event-has-schema.mjs';
import { packageDoor } from './package-door.mjs';
import { relationIsWrapped } from './relation-is-wrapped.mjs';

/** The house's own lint rules, as the ESLint plugin `whence`. */
export const whence = {
  meta: { name: 'whence' },
  rules: {
    'controller-is-authenticated': controllerIsAuthenticated,
    'event-has-schema': eventHasSchema,
    'package-door': packageDoor,
    'relation-is-wrapped': relationIsWrapped,
  },
};
