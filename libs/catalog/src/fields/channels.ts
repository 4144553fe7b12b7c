import type { Channel } from '@whence/contracts-events';

export const channels = ['instagram', 'messenger', 'whatsapp'] as const satisfies readonly Channel[];
