import { ApiProperty } from '@nestjs/swagger';

import type { KeptRow } from '../rows/kept-row.js';

/** What every answer tells about the resource itself. */
export class KeptResponse {
  @ApiProperty({ type: 'integer', example: 1, description: 'Grows by one with every change.' })
  revision!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-23T09:30:00.000Z' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-23T09:30:00.000Z' })
  updatedAt!: string;
}

export const toKept = ({ revision, createdAt, updatedAt }: KeptRow): KeptResponse => ({
  revision,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** Only the members that say something: null is how a row keeps nothing, an answer leaves it out. */
export const given = <Members extends Readonly<Record<string, unknown>>>(members: Members): Given<Members> =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<Members>;

type Given<Members> = { [Name in keyof Members]?: NonNullable<Members[Name]> };

/** Of the members, those that a PATCH gave. */
export const changed = <Members extends Readonly<Record<string, unknown>>>(members: Members): Changed<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Changed<Members>;

type Changed<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };
