import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { BrokerUnusable } from './broker-unusable.js';

const projectFile = join(import.meta.dirname, '..', 'pom.xml');
const cache = join(import.meta.dirname, '..', '..', '..', '.cache', 'kafka');
const javaVersionMin = 17;

/** What a Java program needs to be a broker. */
export interface BrokerProgram {
  readonly java: string;
  readonly classPath: string;
}

/** Finds Java, and the jars; fetches those from Maven Central the first time. Throws `BrokerUnusable` where it cannot. */
export const brokerProgram = async (): Promise<BrokerProgram> => {
  const java = usableJava();
  const folder = join(cache, versionIn(readFileSync(projectFile, 'utf8')));
  if (!existsSync(folder)) await fetchJars(folder);
  return { java, classPath: join(folder, '*') };
};

/** Version of Kafka in Maven's project file. */
export const versionIn = (project: string): string => {
  const version = /<artifactId>kafka_[^<]*<\/artifactId>\s*<version>([^<]+)</.exec(project)?.[1];
  if (version === undefined) throw new Error('pom.xml names no version of Kafka');
  return version;
};

/** Major version that `java -version` prints; `undefined` where it is no such text. */
export const javaVersionIn = (text: string): number | undefined => {
  const version = /version "(?:1\.)?(\d+)/.exec(text)?.[1];
  return version === undefined ? undefined : Number(version);
};

const usableJava = (): string => {
  const home = process.env['JAVA_HOME'];
  const java = home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');
  const asked = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = javaVersionIn(asked.error === undefined ? asked.stderr : '');
  if (version !== undefined && version >= javaVersionMin) return java;
  const found = version === undefined ? `"${java}" cannot be run` : `"${java}" is Java ${version}`;
  throw new BrokerUnusable(
    `Kafka needs Java ${javaVersionMin} or newer, and ${found}: install it (Debian and Ubuntu: apt install openjdk-17-jre-headless maven), or set JAVA_HOME`,
  );
};

/** The folder appears whole or not at all. */
const fetchJars = async (folder: string): Promise<void> => {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await runMaven(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

const runMaven = async (outputDirectory: string): Promise<void> => {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${outputDirectory}`];
  const maven = spawn('mvn', ['-q', '-B', '-f', projectFile, ...goal], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [maven.stdout, maven.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let code: number | null;
  try {
    [code] = (await once(maven, 'close')) as [number | null];
  } catch {
    throw new BrokerUnusable(
      'Kafka’s jars are fetched with Maven, and "mvn" cannot be run: install it (Debian and Ubuntu: apt install maven)',
    );
  }
  if (code !== 0) throw new BrokerUnusable(`Maven could not fetch Kafka’s jars:\n${said.slice(-2_000)}`);
};
