/** A stretch of a list in the order in which things were made. */
export interface PageRequest<Id extends string> {
  /** The last one seen; the list starts after it. */
  readonly after?: Id | undefined;
  readonly limit: number;
}
