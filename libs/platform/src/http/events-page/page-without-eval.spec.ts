import { createContext, runInContext } from 'node:vm';

import { describe, expect, it } from '@jest/globals';

import { pageFiles } from './page-files.js';

const textOf = (name: string): string => String(pageFiles[name]?.content());

/** As much of a browser as the component asks for while it is loaded, under a policy that compiles no text to code. */
const strictBrowser = () => {
  const nothing = () => undefined;
  const context = createContext(
    { URL, TextDecoder, TextEncoder, AbortController, AbortSignal, Headers, Request, Response, fetch: nothing },
    { codeGeneration: { strings: false, wasm: false } },
  );
  runInContext('globalThis.self = globalThis.window = globalThis; globalThis.setTimeout = () => 0;', context);
  return context;
};

describe('the page under a strict content security policy', () => {
  it('has its component', () => {
    const browser = strictBrowser();
    runInContext(textOf('before.js'), browser);
    runInContext(textOf('component.js'), browser);

    expect(runInContext('typeof AsyncApiStandalone.render', browser)).toBe('function');
  });

  it('would have none without the script that runs before', () => {
    expect(() => runInContext(textOf('component.js'), strictBrowser())).toThrow('Code generation from strings');
  });
});
