import { Deployment, type DeploymentPlan } from '../apart/deployment.js';
import { Witness } from './witness.js';

/** Where faults happen: a deployment, and somebody who sees everything that is written. */
export interface Stage {
  readonly deployment: Deployment;
  readonly witness: Witness;
}

export const startStage = async (plan: DeploymentPlan): Promise<Stage> => {
  const deployment = await Deployment.start(plan);
  try {
    return { deployment, witness: await Witness.of(deployment) };
  } catch (error) {
    await deployment.remove();
    throw error;
  }
};
