import { validateSync, type ValidationError } from 'class-validator';

import { rulesOf, type Environment, type VariableRule } from './variable.js';
import { withoutSubject } from './without-subject.js';

/** The environment does not make a configuration; `problems` has one line for every variable that is wrong. */
export class ConfigurationProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationProblems';
  }
}

/**
 * Reads a configuration class from environment variables. Throws `ConfigurationProblems`, which names all problems at
 * once and never a value, since a value may be a secret.
 */
export const loadConfig = <Config extends object>(Class: new () => Config, env: Environment): Config => {
  const config = new Class();
  const rules = rulesOf(Class.prototype as object);
  for (const rule of rules) {
    const text = textOf(rule, env);
    if (text !== undefined) Object.defineProperty(config, rule.property, { ...asField, value: rule.read(text) });
  }
  const errors = validateSync(config, { forbidUnknownValues: false, stopAtFirstError: true });
  if (errors.length > 0) throw new ConfigurationProblems(errors.map((error) => describe(error, rules)));
  return config;
};

const asField = { configurable: true, enumerable: true, writable: true };

const textOf = ({ variable, otherwise }: VariableRule, env: Environment): string | undefined => {
  const text = env[variable];
  return text === undefined || text === '' ? otherwise?.(env) : text;
};

const describe = (error: ValidationError, rules: readonly VariableRule[]): string => {
  const variable = rules.find((rule) => rule.property === error.property)?.variable ?? error.property;
  const reasons = Object.values(error.constraints ?? {}).map((reason) => withoutSubject(reason, error.property));
  return `${variable} ${reasons.join(', ')}`;
};
