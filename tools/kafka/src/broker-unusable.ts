/** A broker cannot be run here; the message says what is missing and how to get it. */
export class BrokerUnusable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BrokerUnusable';
  }
}
