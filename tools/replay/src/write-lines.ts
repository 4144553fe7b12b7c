import type { DeliveryReplay, ItemTally, QuarantinedItem, QuarantineReplay } from '@whence/intake';

/** One item in one line, such as `17  wsp_…  meta-graph  illegible  entry[0].messaging[1]`. */
export const lineOfItem = ({ id, workspaceId, provider, reason, path, cause }: QuarantinedItem): string =>
  [id, workspaceId, provider, reason, path === '' ? 'the whole delivery' : path, cause ?? '']
    .filter((part) => part !== '')
    .join('  ');

export const linesOfQuarantine = ({ sentBack, erased }: QuarantineReplay, isDryRun: boolean): readonly string[] => {
  const lines = [
    ...sentBack.map((tally) => `${itemsOf(tally)} ${fateOf(isDryRun)}`),
    ...erased.map((tally) => `${itemsOf(tally)} ${cannot}`),
  ];
  return lines.length > 0 ? lines : ['nothing of that is kept aside'];
};

export const linesOfDeliveries = ({ sentBack, erased }: DeliveryReplay, isDryRun: boolean): readonly string[] => {
  const lines = [
    ...sentBack.map(({ provider, deliveries }) => `${provider}: ${counted(deliveries)} ${fateOf(isDryRun)}`),
    ...erased.map(({ provider, deliveries }) => `${provider}: ${counted(deliveries)} ${cannot}`),
  ];
  return lines.length > 0 ? lines : ['no delivery of that time is done'];
};

const cannot = 'cannot be replayed: the bytes were erased';

const fateOf = (isDryRun: boolean): string => (isDryRun ? 'would be sent back to be worked' : 'sent back to be worked');

const itemsOf = ({ reason, items, deliveries }: ItemTally): string =>
  `${reason}: ${items} ${items === 1 ? 'item' : 'items'} of ${counted(deliveries)}`;

const counted = (deliveries: number): string => `${deliveries} ${deliveries === 1 ? 'delivery' : 'deliveries'}`;
