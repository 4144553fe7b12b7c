import { Type } from 'class-transformer';
import { IsObject, ValidateIf, ValidateNested } from 'class-validator';

/** The field may be left out. Unlike `IsOptional` it may not be null: a field that can be emptied says so itself. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** The field may be left out, or emptied with null. */
export const IfNotEmptied = (): PropertyDecorator =>
  ValidateIf((_, value: unknown) => value !== undefined && value !== null);

/** One object of this shape. `ValidateNested` alone looks into a list as well, and lets an empty one through. */
export const IsObjectOf =
  (shape: () => new () => object): PropertyDecorator =>
  (target, property) => {
    Type(shape)(target, property);
    ValidateNested()(target, property);
    IsObject({ message: 'must be an object' })(target, property);
  };
