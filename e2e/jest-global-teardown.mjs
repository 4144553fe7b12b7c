/** Ends the system that all journeys shared, and removes what it kept. */
export default async () => {
  if (globalThis.whenceSystem === undefined) return;
  const { system, home } = globalThis.whenceSystem;
  const { removeHome } = await import('./dist/home.js');
  const exitCode = await system.stop();
  removeHome(home);
  if (exitCode !== 0) throw new Error(`the system did not stop cleanly: exit code ${exitCode}`);
};
