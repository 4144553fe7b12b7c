/** Something the person who runs the check can put right; the message says what. */
export class CheckProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CheckProblem';
  }
}
