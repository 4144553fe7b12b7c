/** What is printed of an error. Not its other members: a database error carries the row it failed on. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly [member: string]: unknown;
}

export const errorFields = (error: unknown): ErrorFields => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, message: error.message, stack: error.stack ?? '', ...code };
};
