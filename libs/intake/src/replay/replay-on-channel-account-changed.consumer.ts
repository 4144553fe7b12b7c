import type { ChannelAccountChangedV1 } from '@whence/contracts-events';
import { OnceOnlyConsumer, type EventConsumer, type NamedConsumer } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import type { AccountReference, Provider } from '@whence/signals';

import { referenceName } from '../channel-adapter.js';
import type { Quarantine } from '../store/quarantine.js';

export interface ReplayParts {
  readonly database: Database;
  readonly provider: Provider;
  readonly quarantine: Quarantine;
  /** Told once deliveries may be due again. */
  readonly onSentBack: () => void;
}

/** How the consumer of one provider is known. */
export const replayConsumerOf = (provider: Provider): NamedConsumer => ({
  name: `${provider}-replay-on-channel-account-changed`,
  types: ['whence.channel-account.changed.v1'],
});

/** Works the deliveries again that were kept aside because nobody had registered their channel account. */
export const replayOnChannelAccountChanged = (parts: ReplayParts): EventConsumer =>
  new OnceOnlyConsumer({
    ...replayConsumerOf(parts.provider),
    database: parts.database,
    schema: 'intake',
    apply: async (tx, event) => {
      const { channelAccount } = event.body as unknown as ChannelAccountChangedV1;
      await parts.quarantine.sendBackIn(tx, event.workspaceId, referenceNamesOf(channelAccount.externalIds));
      parts.onSentBack();
    },
  });

const referenceKinds: readonly AccountReference['kind'][] = ['metaId', 'phoneNumberId', 'wabaId', 'zernioAccountId'];

const referenceNamesOf = (externalIds: ChannelAccountChangedV1['channelAccount']['externalIds']): readonly string[] =>
  referenceKinds.flatMap((kind) => {
    const value = externalIds[kind];
    return value === undefined ? [] : [referenceName({ kind, value })];
  });
