import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { AppConfig } from './app-config.js';
import { ConfigurationProblems, loadConfig } from './load-config.js';
import { PlatformConfig } from './platform-config.js';
import { Secret } from './secret.js';
import type { Environment } from './variable.js';

const masterKey = 'a master key that is long enough for tests';
const usable: Environment = { DATABASE_URL: 'postgres://app:pw@db/whence', WHENCE_MASTER_KEY: masterKey };

const problemsOf = (env: Environment, Config: new () => PlatformConfig = PlatformConfig): readonly string[] => {
  try {
    loadConfig(Config, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationProblems) return error.problems;
    throw error;
  }
};

describe('a secret', () => {
  it('is given out only where it is revealed', () => {
    const secret = new Secret('hunter2');
    const printed = [
      String(secret),
      secret.toString(),
      JSON.stringify({ secret }),
      inspect({ secret }),
      inspect(secret, { showHidden: true }),
    ];
    for (const text of printed) {
      expect(text).toContain('[secret]');
      expect(text).not.toContain('hunter2');
    }
    expect(Object.keys(secret)).toEqual([]);
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('the configuration', () => {
  it('has what is set, and defaults for the rest', () => {
    const config = loadConfig(PlatformConfig, usable);
    expect(config.databaseUrl.reveal()).toBe('postgres://app:pw@db/whence');
    expect(config.masterKey.reveal()).toBe(masterKey);
    expect(config).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      publicUrl: 'http://localhost:3000',
      shortUrl: 'http://localhost:3000/r',
    });
    expect(config.analyticsDatabaseUrl).toBeUndefined();
    expect(config.bootstrapApiKey).toBeUndefined();
  });

  it('follows the port and the public URL into the URLs that were not set, without trailing slashes', () => {
    expect(loadConfig(PlatformConfig, { ...usable, PORT: '8080' })).toMatchObject({
      publicUrl: 'http://localhost:8080',
      shortUrl: 'http://localhost:8080/r',
    });
    expect(loadConfig(PlatformConfig, { ...usable, WHENCE_PUBLIC_URL: 'https://whence.test//' })).toMatchObject({
      publicUrl: 'https://whence.test',
      shortUrl: 'https://whence.test/r',
    });
    expect(loadConfig(PlatformConfig, { ...usable, WHENCE_SHORT_URL: 'https://sho.rt/' }).shortUrl).toBe(
      'https://sho.rt',
    );
  });

  it('treats an empty variable as one that is not set', () => {
    expect(loadConfig(PlatformConfig, { ...usable, PORT: '', WHENCE_BOOTSTRAP_API_KEY: '' })).toMatchObject({
      port: 3000,
    });
    expect(problemsOf({ ...usable, DATABASE_URL: '' })).toEqual(['DATABASE_URL is missing']);
  });

  it('tells all problems at once, by variable, and shows no value', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://app:hunter2@db/whence',
      AFFILIATE_DATABASE_URL: 'hunter2',
      WHENCE_MASTER_KEY: 'hunter2',
      WHENCE_PUBLIC_URL: 'whence.test',
      WHENCE_BOOTSTRAP_API_KEY: 'hunter2 and a space',
      PORT: 'http',
    });
    expect(problems).toEqual([
      'DATABASE_URL must be a postgres:// URL',
      'AFFILIATE_DATABASE_URL must be a postgres:// URL',
      'WHENCE_MASTER_KEY must hold at least 32 characters',
      'WHENCE_PUBLIC_URL must be an http:// or https:// URL without query',
      'WHENCE_SHORT_URL must be an http:// or https:// URL without query',
      'PORT must be a port number',
      'WHENCE_BOOTSTRAP_API_KEY must be 8 to 255 characters that fit into an Authorization header',
    ]);
    expect(new ConfigurationProblems(problems).message).not.toContain('hunter2');
  });

  it.each(['-1', '65536', '80.5', '0x50x'])('does not take %s for a port', (port) => {
    expect(problemsOf({ ...usable, PORT: port })).toEqual(['PORT must be a port number']);
  });

  it('asks Zernio at its own address every quarter of an hour, unless said otherwise', () => {
    const usual = { zernioApiUrl: 'https://zernio.com/api', zernioCatchUpMinutes: 15 };
    expect(loadConfig(PlatformConfig, usable)).toMatchObject(usual);
    const other = { ZERNIO_API_URL: 'http://localhost:9/api/', ZERNIO_CATCH_UP_MINUTES: '0' };
    expect(loadConfig(PlatformConfig, { ...usable, ...other })).toMatchObject({
      zernioApiUrl: 'http://localhost:9/api',
      zernioCatchUpMinutes: 0,
    });
    for (const minutes of ['-1', '1441', '1.5', 'soon']) {
      expect(problemsOf({ ...usable, ZERNIO_CATCH_UP_MINUTES: minutes })).toEqual([
        'ZERNIO_CATCH_UP_MINUTES must be whole minutes, at most 1440, or 0 for never',
      ]);
    }
    expect(problemsOf({ ...usable, ZERNIO_API_URL: 'zernio.com' })).toEqual([
      'ZERNIO_API_URL must be an http:// or https:// URL without query',
    ]);
  });

  it('prints none of its secrets', () => {
    const config = loadConfig(PlatformConfig, usable);
    expect(inspect(config) + JSON.stringify(config)).not.toMatch(/app:pw|long enough/);
  });
});

describe('the configuration of an app that is a process of its own', () => {
  class OneOfTheApps extends AppConfig {}
  const problems = (changes: Environment): readonly string[] => problemsOf({ ...usable, ...changes }, OneOfTheApps);

  it('says that it does not go without Kafka', () => {
    const reason = 'an app by itself hands its events over through Kafka; only `npm start` does without';
    expect(problems({})).toEqual([`KAFKA_BROKERS is missing: ${reason}`]);
    expect(problems({ KAFKA_BROKERS: '' })).toEqual([`KAFKA_BROKERS is missing: ${reason}`]);
    expect(problemsOf(usable)).toEqual([]);
  });

  it('takes one broker or several, and nothing else for one', () => {
    const { kafkaBrokers } = loadConfig(OneOfTheApps, { ...usable, KAFKA_BROKERS: 'one:9092, [::1]:9093' });
    expect(kafkaBrokers).toEqual(['one:9092', '[::1]:9093']);
    for (const text of ['kafka', 'kafka:9092,nobody', ',']) {
      expect(problems({ KAFKA_BROKERS: text })).toEqual([
        'KAFKA_BROKERS must be host:port, several of them with commas between',
      ]);
    }
  });

  it('is unready for two seconds before it stops, unless said otherwise', () => {
    const brokers = { KAFKA_BROKERS: 'one:9092' };
    expect(loadConfig(OneOfTheApps, { ...usable, ...brokers }).stopDelayMs).toBe(2_000);
    expect(loadConfig(OneOfTheApps, { ...usable, ...brokers, WHENCE_STOP_DELAY_MS: '0' }).stopDelayMs).toBe(0);
    expect(problems({ ...brokers, WHENCE_STOP_DELAY_MS: 'soon' })).toEqual([
      'WHENCE_STOP_DELAY_MS must be milliseconds, at most 20000',
    ]);
  });

  it('believes no proxy unless it is named', () => {
    expect(loadConfig(PlatformConfig, usable).trustedProxies).toBeUndefined();
    const named = { WHENCE_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, ::1' };
    expect(loadConfig(PlatformConfig, { ...usable, ...named }).trustedProxies).toEqual([
      'loopback',
      '10.0.0.0/8',
      '::1',
    ]);
    expect(problemsOf({ ...usable, WHENCE_TRUSTED_PROXIES: 'everybody' })).toEqual([
      'WHENCE_TRUSTED_PROXIES must be IP addresses or networks, with commas between',
    ]);
  });
});
