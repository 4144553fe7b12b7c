import { describe, expect, it } from '@jest/globals';

import { migrationTargets } from './migration-targets.js';

const main = 'postgres://owner:secret@db.example:5432/whence';

const targetsOf = (env: Readonly<Record<string, string>>): readonly string[] =>
  migrationTargets({ DATABASE_MIGRATION_URL: main, ...env }).map(
    ({ name, ownerUrl, sets }) => `${name} ${ownerUrl} ${sets.length === 1 ? (sets[0]?.schema ?? '') : 'all'}`,
  );

describe('what is migrated', () => {
  it('is every schema in the one database', () => {
    expect(targetsOf({})).toEqual([`main ${main} all`]);
    expect(targetsOf({ ANALYTICS_DATABASE_URL: '', AFFILIATE_DATABASE_URL: '' })).toEqual([`main ${main} all`]);
  });

  it('is a schema that was moved in its own database too, as the main owner unless another is named', () => {
    expect(
      targetsOf({
        ANALYTICS_DATABASE_URL: 'postgres://app:p@reports.example/reports?sslmode=require',
        AFFILIATE_DATABASE_URL: 'postgres://app:p@money.example/money',
        AFFILIATE_DATABASE_MIGRATION_URL: 'postgres://treasurer:t@money.example/money',
      }),
    ).toEqual([
      `main ${main} all`,
      'analytics postgres://owner:secret@reports.example/reports?sslmode=require analytics',
      'affiliate postgres://treasurer:t@money.example/money affiliate',
    ]);
  });

  it('is nothing twice where the variable leads back to the main database', () => {
    expect(targetsOf({ ANALYTICS_DATABASE_URL: 'postgres://app:p@db.example/whence' })).toEqual([`main ${main} all`]);
  });

  it('needs an owner', () => {
    expect(() => migrationTargets({})).toThrow('DATABASE_MIGRATION_URL is not set');
  });
});
