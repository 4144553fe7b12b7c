/** A reason of class-validator's without the property's name it begins with: `must be a string`. */
export const withoutSubject = (reason: string, property: string): string =>
  reason.startsWith(`${property} `) ? reason.slice(property.length + 1) : reason;
