import type { Api } from '../http/api.js';
import { SimulationProblem } from '../simulation-problem.js';

interface AttributionSettings {
  readonly model: string;
  readonly existingThreads: string;
}

/** The truth about these people is told for the default settings; other settings are somebody's, and stay. */
const known: AttributionSettings = { model: 'first_touch', existingThreads: 'credit' };

/** Throws where the workspace decides by rules that this simulation does not know the right answers for. */
export const checkSettings = async (api: Api): Promise<void> => {
  const settings = await api.get<AttributionSettings>('/v1/attribution-settings');
  const others = Object.entries(known).filter(([name, value]) => settings[name as keyof AttributionSettings] !== value);
  if (others.length === 0) return;
  throw new SimulationProblem(
    `this workspace has other attribution settings than the simulation knows the truth for (${others.map(([name, value]) => `${name} must be ${value}`).join(', ')}): use another workspace`,
  );
};
