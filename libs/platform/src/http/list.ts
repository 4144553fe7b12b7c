import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const listLimitMax = 200;
const listLimitDefault = 50;
const cursorCharactersMax = 512;

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

/** Cuts a page of `limit` from items that were fetched with one more than that, which says whether there is a next page. */
export const pageOf = <Item>(items: readonly Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> => {
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept, nextCursor: items.length > limit && last !== undefined ? cursorOf(last) : null };
};
