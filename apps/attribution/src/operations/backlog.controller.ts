import { Authenticated, CurrentPrincipal, type Principal } from '@whence/platform/http';
import { Backlog, type BacklogReport } from '@whence/platform/process';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';

class ConsumerLag {
  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: 'integer' })
  lag!: number;
}

class BacklogResponse {
  @ApiProperty({ type: 'integer' })
  inbox!: number;

  @ApiProperty({ type: 'integer', description: 'Kept aside until the content or the set-up changes.' })
  quarantined!: number;

  @ApiProperty({ type: 'integer', description: 'Conversions kept aside until their contact is known.' })
  parked!: number;

  @ApiProperty({ type: 'integer' })
  outbox!: number;

  @ApiProperty({ type: [ConsumerLag] })
  consumers!: readonly ConsumerLag[];
}

@ApiTags('Operations')
@Authenticated('attribution:read')
@Controller('v1/backlog')
export class BacklogController {
  constructor(private readonly backlog: Backlog) {}

  @Get()
  @ApiOperation({ summary: 'What still has to be worked off; all zero but the two kept-aside counts means nothing' })
  @ApiOkResponse({ type: BacklogResponse })
  async get(@CurrentPrincipal() { workspaceId }: Principal): Promise<BacklogReport> {
    return this.backlog.of(workspaceId);
  }
}
