/** Something that keeps a benchmark from running, or makes its figures worthless; the message says what. */
export class BenchProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BenchProblem';
  }
}
