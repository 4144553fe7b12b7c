import { IsTime, Problem } from '@whence/platform/http';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

const dayMs = 24 * 60 * 60 * 1_000;
const daysDefault = 7;
/** Longer ago, subscriptions and posts were others. */
const daysMax = 90;

export class SignalHealthRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    example: '2026-11-02T00:00:00.000Z',
    description: `Inclusive; ${daysDefault} days before \`to\` where absent, and at most ${daysMax}.`,
  })
  @IsOptional()
  @IsTime()
  from?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    example: '2026-11-09T00:00:00.000Z',
    description: 'Exclusive; now where absent.',
  })
  @IsOptional()
  @IsTime()
  to?: string;
}

/** The period that was asked for; throws `invalid-request` where it is empty, or too long. */
export const periodOf = ({ from, to }: SignalHealthRequest, now: number): { from: number; to: number } => {
  const until = to === undefined ? now : Date.parse(to);
  const since = from === undefined ? until - daysDefault * dayMs : Date.parse(from);
  if (since >= until) throw refused('must be before `to`');
  if (until - since > daysMax * dayMs) throw refused(`must be at most ${daysMax} days before \`to\``);
  return { from: since, to: until };
};

const refused = (reason: string): Problem => new Problem('invalid-request', { errors: [{ path: 'from', reason }] });
