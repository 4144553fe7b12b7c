import { ApiProperty } from '@nestjs/swagger';
import type { Provider } from '@whence/signals';

import { providers, webhookPathOf, type Connection } from './connection.js';

export class ConnectionResponse {
  @ApiProperty({ example: 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y' })
  id!: string;

  @ApiProperty({ enum: providers })
  provider!: Provider;

  @ApiProperty()
  name!: string;

  @ApiProperty({
    description: 'Where the provider sends its deliveries, below the public URL.',
    example: '/webhooks/zernio/con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y',
  })
  webhookPath!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ConnectionPage {
  @ApiProperty({ type: [ConnectionResponse] })
  items!: ConnectionResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** What of a connection may be shown: never a secret. */
export const toConnectionResponse = (connection: Connection): ConnectionResponse => ({
  id: connection.id,
  provider: connection.provider,
  name: connection.name,
  webhookPath: webhookPathOf(connection),
  createdAt: new Date(connection.createdAt).toISOString(),
});
