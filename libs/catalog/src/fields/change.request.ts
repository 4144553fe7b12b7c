import { ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven } from '@whence/platform/http';
import { IsInt, Min } from 'class-validator';

/** What every PATCH may carry. */
export class ChangeRequest {
  @ApiPropertyOptional({
    type: 'integer',
    example: 1,
    description: 'The revision that this change is based on: where the resource is at another by now, 409.',
  })
  @IfGiven()
  @IsInt({ message: 'must be a revision, a whole number' })
  @Min(1, { message: 'must be a revision, at least 1' })
  revision?: number;
}
