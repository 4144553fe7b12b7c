import type { ContactJoinView, IdentityConflictView } from '@whence/attribution-persistence';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const reasons = ['seen-together', 'identity-changed', 'conversion', 'tenant'] as const;
const contradictions = ['different-names', 'told-apart'] as const;
const exampleContact = 'ctc_01JD8Q3V5T6W7X8Y9ZABCDEFGH';

export class ContactJoinResponse {
  @ApiProperty({ type: String, example: 'joi_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  id!: string;

  @ApiProperty({ type: String, example: exampleContact, description: 'Who wrote first, and stays.' })
  keptContactId!: string;

  @ApiProperty({ type: String, example: exampleContact })
  absorbedContactId!: string;

  @ApiProperty({ enum: reasons, description: 'Who said that they are one person.' })
  because!: (typeof reasons)[number];

  @ApiPropertyOptional({ type: String, description: 'In the words of whoever joined them.' })
  reason?: string;

  @ApiProperty({ type: String, format: 'date-time' })
  joinedAt!: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Present once they were taken apart again.' })
  separatedAt?: string;
}

export class ContactJoinPage {
  @ApiProperty({ type: [ContactJoinResponse] })
  items!: ContactJoinResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export class IdentityConflictResponse {
  @ApiProperty({ type: String, example: 'icf_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  id!: string;

  @ApiProperty({ type: [String], example: [exampleContact, exampleContact] })
  contactIds!: string[];

  @ApiProperty({ enum: reasons, description: 'Who said that they are one person.' })
  because!: (typeof reasons)[number];

  @ApiProperty({ enum: contradictions, description: 'Why they were not joined.' })
  reason!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  noticedAt!: string;
}

export class IdentityConflictPage {
  @ApiProperty({ type: [IdentityConflictResponse] })
  items!: IdentityConflictResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export const toContactJoinResponse = (view: ContactJoinView): ContactJoinResponse => ({
  id: view.id,
  keptContactId: view.keptContactId,
  absorbedContactId: view.absorbedContactId,
  because: view.because,
  ...(view.reason === null ? {} : { reason: view.reason }),
  joinedAt: view.joinedAt.toISOString(),
  ...(view.separatedAt === null ? {} : { separatedAt: view.separatedAt.toISOString() }),
});

export const toIdentityConflictResponse = (view: IdentityConflictView): IdentityConflictResponse => ({
  id: view.id,
  contactIds: [...view.contactIds],
  because: view.because,
  reason: view.reason,
  noticedAt: view.noticedAt.toISOString(),
});
