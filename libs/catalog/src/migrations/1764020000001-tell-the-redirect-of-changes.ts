import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells whoever listens that a link, or the account it leads to, is another now. Transactions commit first and are told
 * of afterwards; what one transaction tells twice is heard once.
 */
const triggers = `
  CREATE FUNCTION catalog.tell_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('whence_links', 'key ' || CASE TG_OP WHEN 'DELETE' THEN OLD.key ELSE NEW.key END);
    RETURN NULL;
  END $$;
  CREATE FUNCTION catalog.tell_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('whence_links', 'account ' || NEW.id);
    RETURN NULL;
  END $$;
  CREATE FUNCTION catalog.tell_of_external_id() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('whence_links', 'account ' ||
      CASE TG_OP WHEN 'DELETE' THEN OLD.channel_account_id ELSE NEW.channel_account_id END);
    RETURN NULL;
  END $$;
  CREATE TRIGGER told_to_the_redirect AFTER INSERT OR UPDATE OR DELETE ON catalog.link
    FOR EACH ROW EXECUTE FUNCTION catalog.tell_of_link();
  CREATE TRIGGER told_to_the_redirect AFTER UPDATE ON catalog.channel_account
    FOR EACH ROW EXECUTE FUNCTION catalog.tell_of_account();
  CREATE TRIGGER told_to_the_redirect AFTER INSERT OR UPDATE OR DELETE ON catalog.channel_account_external_id
    FOR EACH ROW EXECUTE FUNCTION catalog.tell_of_external_id();`;

const indexOfAccounts = `CREATE INDEX link_by_channel_account ON catalog.link (channel_account_id, key);`;

export class TellTheRedirectOfChanges1764020000001 implements MigrationInterface {
  readonly name = 'TellTheRedirectOfChanges1764020000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(triggers);
    await runner.query(indexOfAccounts);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
