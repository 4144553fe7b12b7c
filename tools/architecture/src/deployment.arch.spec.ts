import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { AppConfig, PlatformConfig, variablesOf } from '@whence/platform/config';
import { parse } from 'yaml';

import { workspaceRoot } from '../lint/workspace.mjs';
import { sourceFilesIn } from './source-files.js';

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly args: { readonly APP: string } };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly stop_grace_period?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const read = (path: string): string => readFileSync(join(workspaceRoot, path), 'utf8');

const compose = parse(read('compose.yaml'), { merge: true }) as Compose;
const ingress = read('deploy/ingress/nginx.conf');
const roles = read('deploy/postgres/roles.sql');

/** Every app that is a process of its own. */
const apps = readdirSync(join(workspaceRoot, 'apps')).filter((name) => name !== 'standalone');
const appServices = Object.entries(compose.services).filter(([name]) => apps.includes(name));

/** What the migrations alone are told. */
const ownersVariables = ['DATABASE_MIGRATION_URL', 'ANALYTICS_DATABASE_URL', 'AFFILIATE_DATABASE_URL'];

describe('compose.yaml', () => {
  it('runs every app, each from its own image', () => {
    expect(appServices.map(([name]) => name).sort()).toEqual([...apps].sort());
    for (const [name, service] of appServices) {
      expect({ name, image: service.image, app: service.build?.args.APP }).toEqual({
        name,
        image: `whence-${name}`,
        app: name,
      });
    }
  });

  it('gives an app nothing that no app reads, and leaves out nothing that every app needs', () => {
    const known = variablesOf(AppConfig);
    for (const [name, { environment = {} }] of appServices) {
      expect({ name, unknown: Object.keys(environment).filter((variable) => !known.includes(variable)) }).toEqual({
        name,
        unknown: [],
      });
      expect(Object.keys(environment)).toEqual(
        expect.arrayContaining(['DATABASE_URL', 'KAFKA_BROKERS', 'WHENCE_MASTER_KEY']),
      );
    }
  });

  it('tells the owner’s password to the migrations, and to nothing else', () => {
    expect(Object.keys(compose.services['migrate']?.environment ?? {}).sort()).toEqual([...ownersVariables].sort());
    for (const [name, service] of appServices) {
      expect({ name, knowsOwner: JSON.stringify(service.environment).includes('whence_owner') }).toEqual({
        name,
        knowsOwner: false,
      });
      expect(service.depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
    }
  });

  it('keeps what an edge or the redirect has acknowledged on a volume of its own', () => {
    const spooling = appServices.filter(([, { volumes = [] }]) =>
      volumes.some((one) => one.endsWith(':/var/lib/whence')),
    );
    expect(spooling.map(([name]) => name).sort()).toEqual(['meta-graph', 'redirect', 'whatsapp-cloud', 'zernio']);
    const sources = spooling.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0]));
    expect(new Set(sources).size).toBe(spooling.length);
  });

  it('refers to nothing that is not there', () => {
    for (const [name, { depends_on: needed = {}, volumes = [] }] of Object.entries(compose.services)) {
      const missing = [
        ...Object.keys(needed).filter((other) => compose.services[other] === undefined),
        ...volumes
          .map((one) => one.split(':')[0] ?? '')
          .filter((source) => !source.startsWith('./') && !(source in compose.volumes)),
      ];
      expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });

  it('connects to databases as roles that its PostgreSQL is set up with', () => {
    const urls = [...read('compose.yaml').matchAll(/postgres:\/\/(\w+):(\w+)@postgres:5432\/(\w+)/g)];
    expect(urls.length).toBeGreaterThan(4);
    for (const [, role = '', password = '', database = ''] of urls) {
      expect(roles).toMatch(new RegExp(`CREATE ROLE ${role} LOGIN .*PASSWORD '${password}'`));
      expect(roles).toContain(`CREATE DATABASE ${database} OWNER whence_owner`);
    }
  });
});

describe('the ingress', () => {
  const locations = [...ingress.matchAll(/location (?:(~) )?(\S+) \{ proxy_pass \$(\w+); \}/g)].map(
    ([, isPattern, path = '', target = '']) => ({ isPattern: isPattern !== undefined, path, target }),
  );

  /** As nginx chooses on the API's host: a pattern that matches, else the longest prefix. */
  const appOf = (path: string): string | undefined => {
    const onApi = locations.filter(({ target }) => target !== 'redirect');
    const pattern = onApi.find((one) => one.isPattern && new RegExp(one.path).test(path));
    const prefixes = onApi.filter((one) => !one.isPattern && path.startsWith(one.path));
    const longest = prefixes.sort((one, other) => other.path.length - one.path.length)[0];
    return (pattern ?? longest)?.target.replaceAll('_', '-');
  };

  const controllersIn = (folder: string): readonly string[] =>
    sourceFilesIn(join(workspaceRoot, folder)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/@Controller\('(v1\/[^']+)'\)/g)].map(([, path = '']) => `/${path}`),
    );

  it.each(apps)('sends to %s what it serves', (app) => {
    expect(ingress).toContain(`set $${app.replaceAll('-', '_')} http://${app}:3000;`);
    for (const path of controllersIn(`apps/${app}/src`)) {
      expect({ path, app: appOf(path.replace(/:\w+/g, 'some_id')) }).toEqual({ path, app });
    }
  });

  it('sends the webhooks of a provider to its app, and the catalogue to the management API', () => {
    for (const provider of ['zernio', 'meta-graph', 'whatsapp-cloud']) {
      expect(appOf(`/webhooks/${provider}/con_1`)).toBe(provider);
    }
    for (const path of [
      ...controllersIn('libs/catalog/src'),
      ...controllersIn('libs/intake/src'),
      '/docs',
      '/events',
    ]) {
      expect({ path, app: appOf(path) }).toEqual({ path, app: 'attribution' });
    }
  });

  it('shows health and metrics to nobody outside', () => {
    expect([appOf('/metrics'), appOf('/health/ready')]).toEqual([undefined, undefined]);
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('builds any app, runs it as nobody special, and lets it hear the signal to stop', () => {
    expect(dockerfile).toContain('ARG APP');
    expect(dockerfile).toContain('USER node');
    expect(dockerfile).toMatch(/CMD \["sh", "-c", "exec node .*apps\/\$\{APP\}\/dist\/main\.js"\]/);
  });

  it('keeps out what is built or made on the machine that builds it', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '.git', '.whence']));
  });
});

describe('the configuration', () => {
  it('is described in the runbook or the README, variable by variable', () => {
    const described = `${read('README.md')}${read('docs/runbooks/apart.md')}`;
    const variables = [...new Set([...variablesOf(PlatformConfig), ...variablesOf(AppConfig)])];
    expect(variables.filter((variable) => !described.includes(`\`${variable}\``))).toEqual([]);
  });

  it('has a start script for each app', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    for (const app of apps) expect(scripts[`start:${app}`]).toContain(`apps/${app}/dist/main.js`);
  });
});
