import {
  clickJudgedAfterMs,
  findingCodes,
  severities,
  type Finding,
  type FindingCode,
  type Observations,
  type Severity,
} from '@whence/attribution-application';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const providers = ['zernio', 'meta-graph', 'whatsapp-cloud'] as const;
const outcomes = ['as-expected', 'differs', 'unreachable'] as const;
const exampleConnection = 'con_01KAQ3ZV5N8T2M4R6P7S9W1X4C';
const exampleTime = '2026-11-09T08:12:44.000Z';
const msPerMinute = 60_000;

class PeriodBody {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-02T00:00:00.000Z' })
  from!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-09T00:00:00.000Z' })
  to!: string;
}

class HeardConnectionBody {
  @ApiProperty({ type: String, example: exampleConnection })
  connectionId!: string;

  @ApiProperty({ enum: providers })
  provider!: string;

  @ApiProperty({ type: String, format: 'date-time', example: exampleTime, description: 'In the period or before it.' })
  lastEventAt!: string;
}

class OpenedConversationsBody {
  @ApiProperty({ type: 'integer', example: 40, description: 'Whose first message came in the period.' })
  opened!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Of them, with a ref that no ad brought.' })
  withRef!: number;

  @ApiProperty({ type: 'integer', example: 3 })
  withAdReferral!: number;

  @ApiProperty({ type: 'integer', example: 12, description: 'With a whole code in what the person wrote.' })
  withTextCode!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'With a code that is one slip away from a real one.' })
  withDamagedCode!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Credited to nobody, for two codes contradict each other.' })
  withAmbiguousCodes!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Credited to nobody, for the text was withheld.' })
  unreadable!: number;
}

class LinkClicksBody {
  @ApiProperty({ type: 'integer', example: 60, description: 'Of people, on links to the account; no link tests.' })
  judged!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Of those judged, known by what came into a conversation.' })
  ledToConversation!: number;

  @ApiProperty({ type: 'integer', example: 60 })
  ledToNoConversation!: number;

  @ApiProperty({ type: 'integer', example: 2, description: 'Not judged yet: who made them may still write.' })
  tooYoung!: number;

  @ApiProperty({ type: 'integer', example: 30, description: 'How old a click is when it is judged.' })
  judgedAfterMinutes!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Clicks whose token ten people or more came with.' })
  reused!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'People who came with the token of one click, at most.' })
  mostPeopleByOne!: number;
}

class ComparedSubscriptionBody {
  @ApiProperty({ type: String, example: exampleConnection })
  connectionId!: string;

  @ApiProperty({ enum: providers })
  provider!: string;

  @ApiProperty({ type: String, format: 'date-time', example: exampleTime })
  checkedAt!: string;

  @ApiProperty({ enum: outcomes })
  outcome!: string;

  @ApiProperty({ type: [String], example: ['ice-breakers'], description: 'What it lacks of what it should be.' })
  missing!: readonly string[];

  @ApiPropertyOptional({ type: String, description: 'What the provider said where it could not be asked.' })
  cause?: string;
}

class WaitedForAccountBody {
  @ApiProperty({ type: String, example: 'metaId:17841400000000501' })
  reference!: string;

  @ApiProperty({ type: 'integer', example: 14, description: 'Parts of deliveries that are kept aside for it.' })
  parts!: number;
}

class FindingBody {
  @ApiProperty({ enum: findingCodes, example: 'no-refs', description: 'Never changes its meaning.' })
  code!: FindingCode;

  @ApiProperty({ enum: severities, example: 'critical' })
  severity!: Severity;

  @ApiProperty({ example: '60 taps on its links and 40 new conversations, and not one of them came with a ref.' })
  message!: string;

  @ApiProperty({ example: 'People who come by a link count as organic, unless they type its code.' })
  consequence!: string;

  @ApiProperty({ example: 'Set at least one ice breaker. Then try a link out (POST /v1/links/{id}/test).' })
  remedy!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { clicks: 60, opened: 40 },
    description: 'The figures, names and times it rests on.',
  })
  evidence!: Readonly<Record<string, string | number>>;

  @ApiProperty({ example: 'docs/channels.md#no-refs', description: 'Where more is said of it.' })
  documentation!: string;
}

export class SignalHealthResponse {
  @ApiProperty({ type: String, example: 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X4A' })
  channelAccountId!: string;

  @ApiProperty({ enum: ['instagram', 'messenger', 'whatsapp'] })
  channel!: string;

  @ApiProperty({ type: PeriodBody })
  period!: PeriodBody;

  @ApiProperty({ type: String, format: 'date-time', example: exampleTime })
  observedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Null where nothing ever was heard.' })
  lastEventAt!: string | null;

  @ApiProperty({ type: [HeardConnectionBody], description: 'Every connection that ever told of the account.' })
  heard!: readonly HeardConnectionBody[];

  @ApiProperty({ type: OpenedConversationsBody })
  conversations!: OpenedConversationsBody;

  @ApiProperty({ type: LinkClicksBody })
  clicks!: LinkClicksBody;

  @ApiProperty({
    type: [ComparedSubscriptionBody],
    description: 'As they were last compared with what they should be.',
  })
  subscriptions!: readonly ComparedSubscriptionBody[];

  @ApiProperty({
    type: [WaitedForAccountBody],
    description: 'In the workspace, named by deliveries and not registered.',
  })
  unknownAccounts!: readonly WaitedForAccountBody[];

  @ApiProperty({ type: [FindingBody], description: 'The worst first; empty where all is well.' })
  findings!: readonly FindingBody[];
}

export const toSignalHealthResponse = (
  observations: Observations,
  findings: readonly Finding[],
): SignalHealthResponse => {
  const { account, period, observedAt, conversations, clicks } = observations;
  const { judged, ledToConversation, tooYoung, reused, mostPeopleByOne } = clicks;
  const heard = observations.heard.map((each) => ({ ...each, lastEventAt: timeOf(each.lastEventAt) }));
  return {
    channelAccountId: account.id,
    channel: account.channel,
    period: { from: timeOf(period.from), to: timeOf(period.to) },
    observedAt: timeOf(observedAt),
    lastEventAt: heard.reduce<string | null>(
      (last, { lastEventAt }) => (last === null || lastEventAt > last ? lastEventAt : last),
      null,
    ),
    heard,
    conversations,
    clicks: {
      judged,
      ledToConversation,
      ledToNoConversation: judged - ledToConversation,
      tooYoung,
      judgedAfterMinutes: clickJudgedAfterMs / msPerMinute,
      reused,
      mostPeopleByOne,
    },
    subscriptions: observations.subscriptions.map(toSubscriptionBody),
    unknownAccounts: observations.waitedFor,
    findings: findings.map(toFindingBody),
  };
};

const toSubscriptionBody = (facts: Observations['subscriptions'][number]): ComparedSubscriptionBody => ({
  connectionId: facts.connectionId,
  provider: facts.provider,
  checkedAt: timeOf(facts.checkedAt),
  outcome: facts.outcome,
  missing: facts.missing,
  ...(facts.cause === undefined ? {} : { cause: facts.cause }),
});

const toFindingBody = ({ evidence, ...finding }: Finding): FindingBody => ({
  ...finding,
  evidence: Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [name, typeof value === 'object' ? timeOf(value.at) : value]),
  ),
  documentation: `docs/channels.md#${finding.code}`,
});

const timeOf = (at: number): string => new Date(at).toISOString();
