/** Compares ids and other texts by their characters: no language's alphabet, so that everybody sorts alike. */
export const compareTexts = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};
