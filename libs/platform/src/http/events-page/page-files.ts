import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const componentFile = (path: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`@asyncapi/react-component/${path}`));

/** A file that the page at `/events` is made of. */
export interface PageFile {
  readonly mediaType: string;
  readonly content: () => Buffer | string;
}

/** The page loads nothing from elsewhere, and runs no script but these files. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Relative addresses, so that it also works below a path of somebody's proxy. */
export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Whence events</title>
    <link rel="stylesheet" href="events/page/component.css">
    <link rel="stylesheet" href="events/page/page.css">
  </head>
  <body>
    <noscript>This page needs JavaScript. The same as a document: <a href="events.json">events.json</a></noscript>
    <div id="events"></div>
    <script src="events/page/before.js"></script>
    <script src="events/page/component.js"></script>
    <script src="events/page/page.js"></script>
  </body>
</html>
`;

/**
 * The component brings a JSON Schema validator along, which compiles the schemas of schemas as soon as it is loaded, with
 * the `Function` constructor. A strict policy forbids that, and the whole page would stay empty. Nothing is validated
 * here, so the constructor makes validators that accept.
 */
const before = `'use strict';
(() => {
  const makeValidator = () => {
    const accept = () => true;
    return accept;
  };
  const make = () => makeValidator;
  globalThis.Function = new Proxy(Function, { construct: make, apply: make });
})();
`;

const pageScript = `'use strict';
(async () => {
  const place = document.getElementById('events');
  try {
    const answer = await fetch('events/page/document.json');
    if (!answer.ok) throw new Error(answer.status + ' ' + answer.statusText);
    const schema = await answer.json();
    const config = { show: { sidebar: true, schemas: false }, sidebar: { useChannelAddressAsIdentifier: true } };
    AsyncApiStandalone.render({ schema, config }, place);
  } catch (error) {
    place.textContent = 'The document could not be shown (' + error.message + '). It is at events.json.';
  }
})();
`;

const pageStyle = `body { margin: 0; font-family: system-ui, sans-serif; }
#events:empty::before { content: 'Loading …'; display: block; padding: 2rem; }
`;

const text = (mediaType: string, content: string): PageFile => ({ mediaType, content: () => content });

/** What the page loads, by file name. The component comes from npm and is read when it is asked for. */
export const pageFiles: Readonly<Record<string, PageFile>> = {
  'component.css': { mediaType: 'text/css', content: () => componentFile('styles/default.min.css') },
  'component.js': {
    mediaType: 'text/javascript',
    content: () => componentFile('browser/standalone/without-parser.js'),
  },
  'before.js': text('text/javascript', before),
  'page.js': text('text/javascript', pageScript),
  'page.css': text('text/css', pageStyle),
};
