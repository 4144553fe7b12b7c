import { checkSettings } from './brand/check-settings.js';
import { newRun } from './brand/run.js';
import { setUpBrand } from './brand/set-up-brand.js';
import { judgePeople } from './checking/judge-people.js';
import { readAnswers } from './checking/read-answers.js';
import { writeReport } from './checking/report.js';
import { readBacklog, waitForBacklog } from './checking/wait-for-backlog.js';
import { Api } from './http/api.js';
import type { Options } from './options.js';
import { planPeople } from './people/plan-people.js';
import { playEveryone } from './playing/play-everyone.js';
import type { Progress } from './progress.js';

/** Plays a day of people against a running Whence; answers whether everything came out as it should. */
export const simulate = async (options: Options, progress: Progress, now: () => number): Promise<boolean> => {
  const api = new Api(options.url, options.key);
  await api.greet();
  await checkSettings(api);
  const before = await readBacklog(api);
  const brand = await setUpBrand(api, newRun(now()));
  progress.say(`brand ${brand.run.name} at ${options.url}: seed ${options.seed}, ${options.people} people`);

  const people = planPeople(options.seed, options.people);
  const played = await playEveryone(people, { api, brand, progress, now });
  const playedAt = now();
  const after = await waitForBacklog(api, progress, now);
  const seconds = ((now() - playedAt) / 1_000).toFixed(1);
  progress.show(`everything is worked off, ${seconds} s after the last of them`, true);

  const answers = await readAnswers(api, brand);
  const { lines, isRight } = writeReport(judgePeople(people, brand, answers.conversations), brand, answers);
  const speed = Math.round(played.deliveries / played.seconds);
  progress.say(
    `${played.deliveries} webhooks in ${played.seconds.toFixed(1)} s, ${speed} a second among everything else`,
  );
  for (const name of ['quarantined', 'parked'] as const) {
    if (after[name] > before[name]) progress.say(`kept aside since the start: ${after[name] - before[name]} ${name}`);
  }
  progress.say('');
  for (const line of lines) progress.say(line);
  return isRight;
};
