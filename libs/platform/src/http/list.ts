import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { Problem } from './problem.js';

const listLimitMax = 200;
const listLimitDefault = 50;
const cursorCharactersMax = 512;
const ulidPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** The query of every list: how many, and from where. */
export class ListQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: listLimitMax, default: listLimitDefault, type: 'integer' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(listLimitMax)
  limit: number = listLimitDefault;

  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(cursorCharactersMax)
  cursor?: string;
}

/** One page of a list; `nextCursor` is null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * The id that a list goes on after, where its cursors are the ids of its items. Throws `invalid-request` for what is
 * none, such as the cursor of another list, or the word `null`.
 */
export const afterCursor = <Prefix extends string>(
  prefix: Prefix,
  cursor: string | undefined,
): `${Prefix}_${string}` | undefined => {
  if (cursor === undefined || isIdOf(prefix, cursor)) return cursor;
  throw new Problem('invalid-request', {
    errors: [{ path: 'cursor', reason: 'must be the `nextCursor` of the page before' }],
  });
};

const isIdOf = <Prefix extends string>(prefix: Prefix, text: string): text is `${Prefix}_${string}` =>
  text.startsWith(`${prefix}_`) && ulidPattern.test(text.slice(prefix.length + 1));

/** Cuts a page of `limit` from items that were fetched with one more than that, which says whether there is a next page. */
export const pageOf = <Item>(items: readonly Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> => {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, nextCursor: items.length > limit && last !== undefined ? cursorOf(last) : null };
};
