/** Rows under their titles, in columns: the first to the left, the others to the right. */
export const writeTable = (titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};
