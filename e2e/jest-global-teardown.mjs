/** Ends the system that all journeys shared, and removes what it kept. */
export default async () => {
  const { removeHome } = await import('./dist/home.js');
  const exitCode = await globalThis.whenceSystem?.stop();
  removeHome(process.env.WHENCE_E2E_HOME);
  if (exitCode !== 0) throw new Error(`the system did not stop cleanly: exit code ${exitCode}`);
};
