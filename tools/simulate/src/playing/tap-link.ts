import { patientFetch } from '../http/patient-fetch.js';
import { SimulationProblem } from '../simulation-problem.js';

/** What a tapped link hands to the person's app. */
export interface Tap {
  /** Instagram and Messenger. */
  readonly ref?: string;
  /** WhatsApp: the text that waits in the composer. */
  readonly draft?: string;
}

/** Asks for a short link and goes no further: where it leads is the platforms' own. */
export const tapLink = async (shortUrl: string, userAgent: string): Promise<Tap> => {
  const response = await patientFetch(shortUrl, { redirect: 'manual', headers: { 'user-agent': userAgent } });
  await response.arrayBuffer();
  const location = response.headers.get('location');
  if (response.status !== 302 || location === null) {
    throw new SimulationProblem(`the short link ${shortUrl} answers ${response.status} and leads nowhere`);
  }
  return readTarget(location);
};

export const readTarget = (location: string): Tap => {
  const { searchParams } = new URL(location);
  const [ref, draft] = [searchParams.get('ref'), searchParams.get('text')];
  return { ...(ref === null ? {} : { ref }), ...(draft === null ? {} : { draft }) };
};
