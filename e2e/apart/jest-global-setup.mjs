import { build } from './build.mjs';

/** One deployment for all journeys. */
export default async () => {
  build();
  const { Deployment } = await import('../dist/apart/deployment.js');
  const { share } = await import('../dist/the-system.js');
  const deployment = await Deployment.start();
  share(deployment, deployment.ownerKey);
  process.env.WHENCE_E2E_BROKERS = deployment.kafka.brokers.join(',');
  globalThis.whenceDeployment = deployment;
};
