import type { System } from './the-system.js';

/** What every process counts, in Prometheus' text, one after the other. */
export const metricsOf = async ({ processUrls }: Pick<System, 'processUrls'>): Promise<string> => {
  const texts = await Promise.all(processUrls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
  return texts.join('\n');
};
