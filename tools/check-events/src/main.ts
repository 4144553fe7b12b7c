import { CheckProblem } from './check-problem.js';
import { readKcatRecords } from './kcat-records.js';
import { readOptions } from './options.js';
import { RecordChecker } from './record-checker.js';
import { Tally } from './tally.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const checkStandardInput = async (checker: RecordChecker): Promise<boolean> => {
  const tally = new Tally(checker);
  for await (const record of readKcatRecords(process.stdin)) tally.add(record);
  for (const line of tally.lines()) say(line);
  for (const rejection of tally.rejections) say(rejection);
  return tally.isRight;
};

try {
  const { url, isListing } = readOptions(process.argv.slice(2));
  const checker = await RecordChecker.by(url);
  if (isListing) for (const topic of checker.topicNames) say(topic);
  else process.exitCode = (await checkStandardInput(checker)) ? 0 : 1;
} catch (error) {
  const text = error instanceof CheckProblem ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`check:events: ${text}\n`);
  process.exitCode = 1;
}
