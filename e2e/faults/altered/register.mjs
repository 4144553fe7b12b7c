/** `node --import` of this file runs an app with lines of its built code altered: see `altered.ts`. */
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
