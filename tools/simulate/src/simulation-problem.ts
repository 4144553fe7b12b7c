/** Something the person who runs the simulation can put right; the message says what. */
export class SimulationProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SimulationProblem';
  }
}
