import type { Stage } from '../stage/stage.js';
import type { Request } from './asker.js';
import type { Figures } from './figures.js';
import { putLoadOn } from './load.js';
import type { OwnProcess } from './own-process.js';

export interface ServerLoad {
  readonly stage: Stage;
  readonly requests: readonly Request[];
  readonly expectedStatus: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** As many as a busy platform keeps open. */
export const connections = 64;

/** Puts load on a server that has just been started, and stops it. */
export const runServer = async (server: OwnProcess, url: string, load: ServerLoad): Promise<Figures> => {
  const { stage, ...order } = load;
  try {
    return await putLoadOn({ process: server.pid, postmaster: stage.postmaster }, { url, connections, ...order });
  } finally {
    await server.stop();
  }
};
