/** Ends the deployment that all journeys shared, and removes what it kept. Every process has to end cleanly. */
export default async () => {
  const codes = await globalThis.whenceDeployment?.remove();
  const unclean = [...(codes ?? [])].filter(([, code]) => code !== 0);
  if (unclean.length > 0) {
    throw new Error(
      `not every process stopped cleanly: ${unclean.map(([name, code]) => `${name} ${code}`).join(', ')}`,
    );
  }
};
