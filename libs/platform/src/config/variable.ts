import 'reflect-metadata';

/** How one environment variable becomes one property of a configuration class. */
export interface VariableRule {
  readonly property: string;
  /** Name of the environment variable. */
  readonly variable: string;
  /** From its text to the property's value; validation sees the result. */
  readonly read: (text: string) => unknown;
  /** Text to use when the variable is unset or empty. */
  readonly otherwise?: (env: Environment) => string;
}

export interface Environment {
  readonly [variable: string]: string | undefined;
}

export interface VariableOptions {
  readonly read?: VariableRule['read'];
  readonly otherwise?: NonNullable<VariableRule['otherwise']>;
}

const rulesKey = Symbol('whence:configuration-variables');

/**
 * Fills the property from an environment variable; class-validator decorators beside it say what is acceptable. A class
 * that names a property of its parent's again replaces the parent's rule.
 */
export const Variable =
  (variable: string, options: VariableOptions = {}): PropertyDecorator =>
  (target, property) => {
    const rule: VariableRule = { property: String(property), variable, read: (text) => text, ...options };
    const others = rulesOf(target).filter((one) => one.property !== rule.property);
    Reflect.defineMetadata(rulesKey, [...others, rule], target);
  };

/** The rules of a configuration class, those of its parents first. */
export const rulesOf = (target: object): readonly VariableRule[] =>
  (Reflect.getMetadata(rulesKey, target) as readonly VariableRule[] | undefined) ?? [];

/** Names of the environment variables that a configuration class reads. */
export const variablesOf = (Class: new () => object): readonly string[] =>
  rulesOf(Class.prototype as object).map(({ variable }) => variable);
