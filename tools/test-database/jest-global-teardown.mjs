/** Stops the run's PostgreSQL and removes its files. */
export default async () => {
  await globalThis.whenceTestPostgres?.stop();
};
