import { createWorkspace, issueOwnerKey } from '@whence/access';
import { type Database } from '@whence/platform/postgres';

import { usage, type Command } from './command.js';

/** What to print, and whether it went well. */
export interface CommandResult {
  readonly isDone: boolean;
  readonly text: string;
}

export const runCommand = async (database: Database, command: Command): Promise<CommandResult> => {
  switch (command.kind) {
    case 'create': {
      const { workspaceId, key } = await createWorkspace(database, { name: command.name });
      return { isDone: true, text: keyText(workspaceId, key) };
    }
    case 'add-key': {
      const key = await issueOwnerKey(database, command.workspaceId);
      if (key === undefined) return { isDone: false, text: `there is no workspace ${command.workspaceId}` };
      return { isDone: true, text: keyText(command.workspaceId, key) };
    }
    case 'unclear':
      return { isDone: false, text: usage };
  }
};

const keyText = (workspaceId: string, key: string): string =>
  `workspace  ${workspaceId}\nowner key  ${key}\nKeep the key: it cannot be shown again.`;
