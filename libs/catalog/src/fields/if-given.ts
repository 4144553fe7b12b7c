import { ValidateIf } from 'class-validator';

/** The field may be left out. Unlike `IsOptional` it may not be null: a field that can be emptied says so itself. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** The field may be left out, or emptied with null. */
export const IfNotEmptied = (): PropertyDecorator =>
  ValidateIf((_, value: unknown) => value !== undefined && value !== null);
