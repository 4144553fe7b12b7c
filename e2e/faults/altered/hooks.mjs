import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `{ file, from, to }`, as `altered.ts` says them. */
const alterations = JSON.parse(process.env.WHENCE_ALTERATIONS ?? '[]');
const standardError = 2;

/** Gives Node the altered text of a module. What does not match exactly once ends the process before it does anything. */
export const load = async (url, context, next) => {
  const loaded = await next(url, context);
  const own = url.startsWith('file:') ? alterations.filter(({ file }) => fileURLToPath(url) === file) : [];
  if (own.length === 0) return loaded;
  let source = loaded.source.toString();
  for (const { file, from, to } of own) {
    const found = source.split(from).length - 1;
    if (found !== 1) throw new Error(`${file} has ${found} times, not once: ${from}`);
    source = source.replace(from, () => to);
    writeSync(standardError, `altered ${file}\n`);
  }
  return { ...loaded, source };
};
