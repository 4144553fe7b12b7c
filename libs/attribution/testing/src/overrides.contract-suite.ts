import { expect, it } from '@jest/globals';
import type { Override } from '@whence/attribution-domain';

import { meetOne, onInstagram, type Start } from './contract-suite-runner.js';
import { time } from './times.js';

const anOverride = (linkId: `lnk_${string}`): Override => ({
  kind: 'link',
  linkId,
  reason: 'Anna showed us the chat',
  madeAt: time('12:00'),
});

export const describeOverrides = (start: Start): void => {
  it('are in force for their contact until another replaces them, or they are revoked', async () => {
    const run = await start();
    const { contactId } = await meetOne(run, onInstagram('1'));
    const other = await meetOne(run, onInstagram('2'));
    const inForce = () => run(({ overrides }) => overrides.inForce([contactId, other.contactId]));
    await run(({ overrides }) => overrides.put(contactId, anOverride('lnk_1')));
    expect(await inForce()).toEqual(new Map([[contactId, anOverride('lnk_1')]]));
    await run(({ overrides }) => overrides.put(contactId, anOverride('lnk_2')));
    expect(await inForce()).toEqual(new Map([[contactId, anOverride('lnk_2')]]));
    expect(await run(({ overrides }) => overrides.revoke(contactId))).toBe(true);
    expect(await run(({ overrides }) => overrides.revoke(contactId))).toBe(false);
    expect(await inForce()).toEqual(new Map());
  });
};
