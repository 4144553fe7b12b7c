import type { Link } from './brand.js';

export const phoneBrowser =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 393.1.0.30.81 (iPhone15,3; iOS 18_6; en_US; en; scale=3.00; 1290x2796; IABMV/1)';

/** Asks for a link as a person's phone does, following nothing. */
export const request = ({ shortUrl }: Pick<Link, 'shortUrl'>): Promise<Response> =>
  fetch(shortUrl, { redirect: 'manual', headers: { 'user-agent': phoneBrowser, accept: 'text/html' } });

/** Taps a link: where it leads. */
export const tap = async (link: Pick<Link, 'shortUrl'>): Promise<URL> => {
  const response = await request(link);
  const location = response.headers.get('location');
  if (response.status !== 302 || location === null) throw new Error(`the link answered ${response.status}`);
  return new URL(location);
};

/** The ref that the platform will deliver. */
export const refIn = (target: URL): string => parameter(target, 'ref');

/** The draft that WhatsApp puts before the person. */
export const draftIn = (target: URL): string => parameter(target, 'text');

/** The code of a draft, with its click part. */
export const codeIn = (target: URL): string => {
  const code = /WH-\S+/.exec(draftIn(target))?.[0];
  if (code === undefined) throw new Error(`${target.href} carries no code`);
  return code;
};

const parameter = (target: URL, name: string): string => {
  const value = target.searchParams.get(name);
  if (value === null) throw new Error(`${target.href} carries no ${name}`);
  return value;
};
