/** Something the person who runs it can put right; the message says what. */
export class FuzzProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FuzzProblem';
  }
}
