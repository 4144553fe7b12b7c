import type { System } from './the-system.js';

/** Something that can be read through the API: a list, one thing by its id, or a report. */
export interface ReadingRoute {
  readonly kind: 'list' | 'detail' | 'report';
  /** With the parameters it needs; `{id}` stands for the id of a detail. */
  readonly path: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly enum?: readonly string[] };
}

interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>;
}

/** Every GET below `/v1`, as the API documents itself: what is added later is not forgotten. */
export const readingRoutesOf = async ({
  processUrls,
}: Pick<System, 'processUrls'>): Promise<readonly ReadingRoute[]> => {
  const paths = (await Promise.all(processUrls.map(pathsOf))).flatMap((found) => Object.entries(found));
  return [...new Map(paths)].flatMap(([path, { get }]) =>
    get === undefined || !path.startsWith('/v1/') ? [] : [toRoute(path, get.parameters ?? [])],
  );
};

/** Nothing where a process has no API, and so no pages about it. */
const pathsOf = async (processUrl: string): Promise<Document['paths']> => {
  const response = await fetch(`${processUrl}/docs-json`);
  if (response.status === 404) return {};
  return ((await response.json()) as Document).paths;
};

const toRoute = (path: string, parameters: readonly Parameter[]): ReadingRoute => {
  if (path.includes('{id}')) return { kind: 'detail', path };
  const isList = parameters.some(({ name }) => name === 'cursor');
  const needed = parameters.filter(({ in: place, required }) => place === 'query' && required === true);
  const query = needed.map(({ name, schema }) => `${name}=${schema?.enum?.[0] ?? ''}`).join('&');
  return { kind: isList ? 'list' : 'report', path: query === '' ? path : `${path}?${query}` };
};
