/** What the person at the terminal asked for. */
export type Command =
  | { readonly kind: 'create'; readonly name: string }
  | { readonly kind: 'add-key'; readonly workspaceId: string }
  | { readonly kind: 'unclear' };

const nameCharactersMax = 200;

export const usage = `usage:
  npm run workspace -- create <name>           make a workspace and its owner key
  npm run workspace -- add-key <workspace id>  give a workspace one more owner key
They work on DATABASE_URL, or on the database that \`npm start\` keeps under WHENCE_HOME (.whence).`;

export const parseCommand = (args: readonly string[]): Command => {
  const [verb, ...rest] = args;
  const text = rest.join(' ').trim();
  if (text === '' || text.length > nameCharactersMax) return { kind: 'unclear' };
  if (verb === 'create') return { kind: 'create', name: text };
  return verb === 'add-key' ? { kind: 'add-key', workspaceId: text } : { kind: 'unclear' };
};
