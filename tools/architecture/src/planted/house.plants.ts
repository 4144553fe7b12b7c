import { places, type Plant } from './plant.js';

const registration =
  "import { APP_GUARD } from '@nestjs/core';\n\nexport const provider = { provide: APP_GUARD, useValue: 1 };\n";

const controller = (onClass: string, onRoute: string): string => `
import { Controller, Get } from '@nestjs/common';
import { Authenticated } from '@whence/platform/http';

${onClass}
@Controller('v1/links')
export class LinksController {
  @Get()
  ${onRoute}
  list(): readonly string[] {
    return [];
  }
}

export const guard = Authenticated;
`;

const row = (type: string): string => `
import { Entity, ManyToOne, type Relation } from 'typeorm';

@Entity()
export class ClickRow {
  @ManyToOne(() => ClickRow)
  previous!: ${type};
}

export type Previous = Relation<ClickRow>;
`;

const withServer = (statement: string): string => `
interface Server { addHook(name: string): void }
interface Host {
  getInstance(): Server;
  setGlobalPrefix(prefix: string): void;
  register(scope: (server: Server) => void): void;
}

export const mount = (host: Host): void => {
  ${statement};
};
`;

/** What Whence's own rules and restrictions refuse. */
export const housePlants: readonly Plant[] = [
  {
    what: 'a controller that everybody may call',
    rule: 'whence/controller-is-authenticated',
    at: places.thin,
    violation: controller('', ''),
    instead: controller("@Authenticated('catalog:read')", ''),
  },
  {
    what: 'a guard that asks for no scope',
    rule: 'whence/controller-is-authenticated',
    at: places.app,
    violation: controller('', '@Authenticated()'),
    instead: controller('', "@Authenticated('catalog:read')"),
  },
  {
    what: 'an event without a schema',
    rule: 'whence/event-has-schema',
    at: places.adapter,
    violation: "export const type = 'whence.link.vanished.v1';\n",
    instead: "export const type = 'whence.link.changed.v1';\n",
  },
  {
    what: 'rows that point at each other before they exist',
    rule: 'whence/relation-is-wrapped',
    at: places.thin,
    violation: row('ClickRow'),
    instead: row('Relation<ClickRow>'),
  },
  {
    what: 'a provider that reaches into every other module',
    rule: 'no-restricted-syntax',
    at: places.app,
    violation: registration,
    instead: registration.replaceAll('APP_GUARD', 'Reflector'),
  },
  {
    what: 'an app that sets a prefix for the whole server',
    rule: 'no-restricted-syntax',
    at: places.app,
    violation: withServer("host.setGlobalPrefix('v2')"),
    instead: withServer("host.register((server) => server.addHook('onRequest'))"),
  },
  {
    what: 'an app that hooks into every route of the server',
    rule: 'no-restricted-syntax',
    at: places.app,
    violation: withServer("host.getInstance().addHook('onRequest')"),
    instead: withServer("host.register((server) => server.addHook('onRequest'))"),
  },
  {
    what: 'a data source past the scoped transactions',
    rule: 'no-restricted-syntax',
    at: places.thin,
    violation: "import { DataSource } from 'typeorm';\n\nexport const rows = new DataSource({ type: 'postgres' });\n",
    instead: "import { DataSource } from 'typeorm';\n\nexport const rows = DataSource.name;\n",
  },
  {
    what: 'a cast that switches the compiler off',
    rule: '@typescript-eslint/no-explicit-any, no-restricted-syntax',
    at: places.app,
    violation: "export const isYes = (text: string): boolean => (text as any) === 'yes';\n",
    instead: "export const isYes = (text: string): boolean => text === 'yes';\n",
  },
];
