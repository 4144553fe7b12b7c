const idPattern = /^[a-z]{2,3}_[0-9A-HJKMNP-TV-Z]{26}$/;
const plainPattern = /^[\x20-\x7e]{1,128}$/;

/** Whether a text could be one of our ids. */
export const couldBeId = (text: string): boolean => idPattern.test(text);

/**
 * Whether a text could be one of the codes and platform ids that are kept here. What evidence and deliveries name is
 * whatever somebody sent, and one NUL or half character would make PostgreSQL refuse the whole query.
 */
export const couldBeKept = (text: string): boolean => plainPattern.test(text);
