import type { WorkspaceId } from '@whence/attribution-domain';

interface OfWorkspace {
  readonly workspaceId: WorkspaceId;
}

/**
 * Does work for those of one workspace together, workspace by workspace, and answers the sum. Where they fail together
 * each is tried alone: what fails for one keeps nobody else from his turn, and is thrown when all had theirs.
 */
export const inEachWorkspace = async <One extends OfWorkspace>(
  all: readonly One[],
  work: (workspaceId: WorkspaceId, together: readonly One[]) => Promise<number>,
): Promise<number> => {
  const failures: unknown[] = [];
  let done = 0;
  for (const workspaceId of new Set(all.map((one) => one.workspaceId))) {
    const together = all.filter((one) => one.workspaceId === workspaceId);
    done += await work(workspaceId, together).catch(() =>
      eachAlone(together, (one) => work(workspaceId, [one]), failures),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} cannot be worked off by the clock`);
  return done;
};

const eachAlone = async <One>(
  all: readonly One[],
  work: (one: One) => Promise<number>,
  failures: unknown[],
): Promise<number> => {
  let done = 0;
  for (const one of all) {
    done += await work(one).catch((error: unknown) => {
      failures.push(error);
      return 0;
    });
  }
  return done;
};
