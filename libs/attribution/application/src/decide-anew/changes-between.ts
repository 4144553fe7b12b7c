/** One thing that is said otherwise of something; absent is what the record, or the answer, does not have. */
export interface FieldChange {
  readonly field: string;
  readonly recorded?: string | number;
  readonly decided?: string | number;
}

/** What is compared of a thing, under names that a reader understands; those that end in `At` are moments. */
export type Fields = Readonly<Record<string, string | number | undefined>>;

/** The fields in which the two are not equal, in the order of their names. */
export const changesBetween = (recorded: Fields, decided: Fields): readonly FieldChange[] => {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(decided)])].sort();
  return names
    .filter((field) => recorded[field] !== decided[field])
    .map((field) => ({ field, ...given('recorded', recorded[field]), ...given('decided', decided[field]) }));
};

const given = (name: 'recorded' | 'decided', value: string | number | undefined): Partial<FieldChange> =>
  value === undefined ? {} : { [name]: value };
