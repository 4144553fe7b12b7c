import { resolve } from 'node:path';

import { ArrayNotEmpty, IsArray, IsDefined, IsIn, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';

import { MatchesText } from './matches-text.js';
import { Secret } from './secret.js';
import { Variable, type Environment } from './variable.js';

const postgresUrl = /^postgres(ql)?:\/\/\S+$/;
const httpUrl = /^https?:\/\/[^\s?#]+$/;
// Long enough to hold 128 bits of chance; a derived key cannot be stronger than its root.
const masterKeyText = /^.{32,}$/s;
// What fits into an Authorization header (RFC 6750, b64token).
const bearerText = /^[A-Za-z0-9._~+/-]{8,255}=*$/;

const broker = /^(?:\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/;

const isBrokers = 'must be host:port, several of them with commas between';
const noBrokers = 'is missing: an app by itself hands its events over through Kafka; only `npm start` does without';
// Addresses, networks, and the names that Fastify knows for the private ones.
const proxy = /^(?:loopback|linklocal|uniquelocal|[0-9A-Fa-f.:]+(?:\/\d{1,3})?)$/;
const isProxies = 'must be IP addresses or networks, with commas between';
const isPostgresUrl = 'must be a postgres:// URL';
const isHttpUrl = 'must be an http:// or https:// URL without query';
const isCatchUpMinutes = 'must be whole minutes, at most 1440, or 0 for never';
const portDefault = '3000';
/** Meta may end a subscription after an hour of failures, and keeps what it could not deliver for 36 hours. */
const subscriptionCheckSecondsDefault = '21600';
const subscriptionCheckSecondsMax = 604_800;
const isSubscriptionCheck = `must be whole seconds from 1 to ${subscriptionCheckSecondsMax}`;

/** An empty variable is one that is not set. */
const setIn = (env: Environment, variable: string): string | undefined =>
  env[variable] === '' ? undefined : env[variable];
const asSecret = (text: string): Secret => new Secret(text);
const asList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const asBaseUrl = (text: string): string => text.replace(/\/+$/, '');
const publicUrlOf = (env: Environment): string =>
  asBaseUrl(setIn(env, 'WHENCE_PUBLIC_URL') ?? `http://localhost:${setIn(env, 'PORT') ?? portDefault}`);

/** What every process of Whence is configured by. Read it with `loadConfig`; apps extend it with their own variables. */
export class PlatformConfig {
  /** The application's login role, which owns nothing. */
  @Variable('DATABASE_URL', { read: asSecret })
  @IsDefined({ message: 'is missing' })
  @MatchesText(postgresUrl, isPostgresUrl)
  databaseUrl!: Secret;

  /** Moves the schema `analytics` to a database of its own. */
  @Variable('ANALYTICS_DATABASE_URL', { read: asSecret })
  @IsOptional()
  @MatchesText(postgresUrl, isPostgresUrl)
  analyticsDatabaseUrl?: Secret;

  /** Moves the schema `affiliate` to a database of its own. */
  @Variable('AFFILIATE_DATABASE_URL', { read: asSecret })
  @IsOptional()
  @MatchesText(postgresUrl, isPostgresUrl)
  affiliateDatabaseUrl?: Secret;

  /** Whether this process reaches others through Kafka only, and cannot do without. */
  readonly needsBrokers: boolean = false;

  /** Kafka's bootstrap brokers, `host:port`; without them events stay in this process, which only standalone can do. */
  @Variable('KAFKA_BROKERS', { read: asList })
  @ValidateIf(({ needsBrokers, kafkaBrokers }: PlatformConfig) => needsBrokers || kafkaBrokers !== undefined)
  @IsDefined({ message: noBrokers })
  @IsArray()
  @ArrayNotEmpty({ message: isBrokers })
  @MatchesText(broker, isBrokers, { each: true })
  kafkaBrokers?: readonly string[];

  /** Stands before the name of every topic and consumer group, so that several systems can share a cluster. */
  @Variable('KAFKA_TOPIC_PREFIX', { otherwise: () => '' })
  @MatchesText(/^[A-Za-z0-9._-]{0,100}$/, 'must be at most 100 letters, digits, dots, dashes and underscores')
  kafkaTopicPrefix!: string;

  /** Folder for what was acknowledged while PostgreSQL was away; of this process alone. */
  @Variable('WHENCE_SPOOL_DIR', { read: (folder) => resolve(folder), otherwise: () => '.whence/spool' })
  spoolDir!: string;

  /** What a channel app does: take deliveries in, work them off, or both. */
  @Variable('INTAKE', { otherwise: () => 'both' })
  @IsIn(['edge', 'worker', 'both'], { message: 'must be edge, worker or both' })
  intake!: 'edge' | 'worker' | 'both';

  /** How often a worker compares the subscriptions at the providers with what they should be. */
  @Variable('WHENCE_SUBSCRIPTION_CHECK_SECONDS', { read: Number, otherwise: () => subscriptionCheckSecondsDefault })
  @IsInt({ message: isSubscriptionCheck })
  @Min(1, { message: isSubscriptionCheck })
  @Max(subscriptionCheckSecondsMax, { message: isSubscriptionCheck })
  subscriptionCheckSeconds!: number;

  /** Zernio's API, without `/v1`. */
  @Variable('ZERNIO_API_URL', { read: asBaseUrl, otherwise: () => 'https://zernio.com/api' })
  @MatchesText(httpUrl, isHttpUrl)
  zernioApiUrl!: string;

  /** How often the worker asks Zernio what its webhooks did not bring; 0 is never. */
  @Variable('ZERNIO_CATCH_UP_MINUTES', { read: Number, otherwise: () => '15' })
  @IsInt({ message: isCatchUpMinutes })
  @Min(0, { message: isCatchUpMinutes })
  @Max(1_440, { message: isCatchUpMinutes })
  zernioCatchUpMinutes!: number;

  /** Meta's Graph API, with its version. */
  @Variable('META_GRAPH_URL', { read: asBaseUrl, otherwise: () => 'https://graph.facebook.com/v25.0' })
  @MatchesText(httpUrl, isHttpUrl)
  metaGraphUrl!: string;

  /** The same for tokens of Instagram Login. */
  @Variable('META_INSTAGRAM_URL', { read: asBaseUrl, otherwise: () => 'https://graph.instagram.com/v25.0' })
  @MatchesText(httpUrl, isHttpUrl)
  metaInstagramUrl!: string;

  /** Root of token, pseudonym and encryption keys. */
  @Variable('WHENCE_MASTER_KEY', { read: asSecret })
  @IsDefined({ message: 'is missing' })
  @MatchesText(masterKeyText, 'must hold at least 32 characters')
  masterKey!: Secret;

  /** The root before the last rotation: still opens what was sealed under it. */
  @Variable('WHENCE_PREVIOUS_MASTER_KEY', { read: asSecret })
  @IsOptional()
  @MatchesText(masterKeyText, 'must hold at least 32 characters')
  previousMasterKey?: Secret;

  /** Where this process is reached from outside, without a trailing slash. */
  @Variable('WHENCE_PUBLIC_URL', { read: asBaseUrl, otherwise: publicUrlOf })
  @MatchesText(httpUrl, isHttpUrl)
  publicUrl!: string;

  /** What a short link's key is appended to, without a trailing slash. */
  @Variable('WHENCE_SHORT_URL', { read: asBaseUrl, otherwise: (env) => `${publicUrlOf(env)}/r` })
  @MatchesText(httpUrl, isHttpUrl)
  shortUrl!: string;

  /** Path below which this process serves short links, such as `/r`; none where it serves nothing else. */
  shortPathPrefix = '';

  /** TCP port to listen on; 0 lets the system choose. */
  @Variable('PORT', { read: Number, otherwise: () => portDefault })
  @IsInt({ message: 'must be a port number' })
  @Min(0, { message: 'must be a port number' })
  @Max(65_535, { message: 'must be a port number' })
  port!: number;

  /** Address to listen on. */
  @Variable('HOST', { otherwise: () => '0.0.0.0' })
  @MatchesText(/^[A-Za-z0-9.:-]+$/, 'must be an IP address or a host name')
  host!: string;

  /** Proxies whose word is taken for the address a request comes from (`X-Forwarded-For`); nobody's unless said. */
  @Variable('WHENCE_TRUSTED_PROXIES', { read: asList })
  @IsOptional()
  @ArrayNotEmpty({ message: isProxies })
  @MatchesText(proxy, isProxies, { each: true })
  trustedProxies?: readonly string[];

  /** How long a stopping process still takes requests, so that whoever sends them can notice that it is unready. */
  stopDelayMs = 0;

  /** Becomes an owner key of the workspace `default` at start. */
  @Variable('WHENCE_BOOTSTRAP_API_KEY', { read: asSecret })
  @IsOptional()
  @MatchesText(bearerText, 'must be 8 to 255 characters that fit into an Authorization header')
  bootstrapApiKey?: Secret;
}
