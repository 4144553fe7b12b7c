import { describe, expect, it } from '@jest/globals';
import { ConfigurationProblems } from '@whence/platform/config';

import { loadStandaloneConfig } from './standalone-config.js';

describe('the configuration of standalone', () => {
  it('needs nothing to be set', () => {
    const { config, isToBeMade } = loadStandaloneConfig({});
    expect(isToBeMade).toEqual({ database: true, masterKey: true });
    expect(config).toMatchObject({ port: 3000, shortPathPrefix: '/r', shortUrl: 'http://localhost:3000/r' });
    expect(config.home).toMatch(/\.whence$/);
  });

  it('makes nothing itself that was given', () => {
    const given = {
      DATABASE_URL: 'postgres://whence_app:p@db/whence',
      WHENCE_MASTER_KEY: 'k'.repeat(32),
      WHENCE_HOME: '/srv',
    };
    const { config, isToBeMade } = loadStandaloneConfig(given);
    expect(isToBeMade).toEqual({ database: false, masterKey: false });
    expect(config.home).toBe('/srv');
    expect(config.databaseUrl.reveal()).toBe(given.DATABASE_URL);
  });

  it('takes an empty variable for an unset one', () => {
    expect(loadStandaloneConfig({ DATABASE_URL: '', WHENCE_MASTER_KEY: '' }).isToBeMade).toEqual({
      database: true,
      masterKey: true,
    });
  });

  it('names every problem at once, before anything is started, and shows no secret', () => {
    const wrong = { PORT: 'http', WHENCE_MASTER_KEY: 'short-secret', WHENCE_PUBLIC_URL: 'example.test' };
    const problems = (): unknown => {
      try {
        return loadStandaloneConfig(wrong);
      } catch (error) {
        return error;
      }
    };
    expect(problems()).toBeInstanceOf(ConfigurationProblems);
    const { message } = problems() as ConfigurationProblems;
    for (const variable of ['PORT', 'WHENCE_MASTER_KEY', 'WHENCE_PUBLIC_URL']) expect(message).toContain(variable);
    expect(message).not.toContain('short-secret');
  });

  it('keeps what was acknowledged while PostgreSQL was away beside everything else it keeps', () => {
    expect(loadStandaloneConfig({}).config.spoolDir).toMatch(/\.whence\/spool$/);
    expect(loadStandaloneConfig({ WHENCE_HOME: '/srv' }).config.spoolDir).toBe('/srv/spool');
    expect(loadStandaloneConfig({ WHENCE_HOME: '/srv', WHENCE_SPOOL_DIR: '/spool' }).config.spoolDir).toBe('/spool');
  });

  it('does without Kafka, and uses it where there is one', () => {
    expect(loadStandaloneConfig({}).config.kafkaBrokers).toBeUndefined();
    expect(loadStandaloneConfig({ KAFKA_BROKERS: 'one:9092' }).config.kafkaBrokers).toEqual(['one:9092']);
  });
});
