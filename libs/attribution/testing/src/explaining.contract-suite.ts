import { expect, it } from '@jest/globals';
import type { ExplainedTouchpoint } from '@whence/attribution-application';
import { mergeCopies, readTouchpoints, type Attribution, type ContactId } from '@whence/attribution-domain';

import { meetOne, onInstagram, type Runner, type Start } from './contract-suite-runner.js';
import { aLink } from './link.builder.js';
import { aMessage } from './signal.builder.js';
import { time } from './times.js';

const anna = aLink('0000000000000000000000ANNA');
const explained = { entryId: 'ent_1', verdicts: [{ rule: 'link-was-active', outcome: 'allowed' }] } as const;

/** The person wrote with Anna's ref; that is kept, and explained. */
const aTouched = async (run: Runner) => {
  const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
  const copy = { ...aMessage(time('10:00')).withRefOf(anna).build(), conversationId };
  const facts = { links: [anna.build()], ads: [], clicks: [], coupons: [] };
  const touches = readTouchpoints(mergeCopies([copy]), facts).map((touch): ExplainedTouchpoint => ({
    contactId,
    touch,
    ...explained,
  }));
  await run(({ signalCopies }) => signalCopies.add([{ contactId, copy }]));
  const explain = (touchpoints: readonly ExplainedTouchpoint[]) =>
    run(({ decisions }) => decisions.explain(touchpoints));
  return { contactId, conversationId, touches, explain, told: await explain(touches) };
};

const decided = (run: Runner, contactId: ContactId, conversationId: Attribution['conversationId']) =>
  run(({ decisions }) =>
    decisions.add([
      {
        contactId,
        attribution: {
          version: 1,
          status: 'organic',
          credits: [],
          conversationId,
          openedAt: time('10:00'),
          finalAt: time('12:00'),
          decidedAt: time('10:01'),
          because: 'conversation-opened',
          flags: [],
        },
      },
    ]),
  );

export const describeTouchpoints = (start: Start): void => {
  it('are told once, and again when a copy has added to them', async () => {
    const { told, touches, explain } = await aTouched(await start());
    expect(told.map(({ version }) => version)).toEqual([1]);
    expect(await explain(touches)).toEqual([]);
    const grown = touches.map(({ touch, ...rest }) => ({
      ...rest,
      touch: { ...touch, reference: { ...touch.reference, adId: '77' } },
    }));
    expect((await explain(grown)).map(({ version }) => version)).toEqual([2]);
  });

  it('stay as they are where others are explained', async () => {
    const run = await start();
    const { touches, explain } = await aTouched(run);
    expect(await explain([])).toEqual([]);
    expect(await explain(touches)).toEqual([]);
  });

  it('are forgotten when they turn out to be none', async () => {
    const run = await start();
    const { touches, explain } = await aTouched(run);
    await run(({ decisions }) => decisions.withdraw(touches.map(({ touch }) => touch.id)));
    expect((await explain(touches)).map(({ version }) => version)).toEqual([1]);
  });

  it('lead to the contacts that a partner or a program concerns, page by page, until their decisions are final', async () => {
    const run = await start();
    const { contactId, conversationId } = await aTouched(run);
    await decided(run, contactId, conversationId);
    const concerned = (page: { readonly asOf: number; readonly after?: ContactId }) =>
      run(({ signalCopies }) => signalCopies.contactsNaming({ partnerIds: [anna.partnerId] }, { ...page, limit: 1 }));
    expect(await concerned({ asOf: time('12:00') - 1 })).toEqual([contactId]);
    expect(await concerned({ asOf: time('12:00') - 1, after: contactId })).toEqual([]);
    expect(await concerned({ asOf: time('12:00') })).toEqual([]);
    const byProgram = { programIds: [anna.programId] };
    const page = { asOf: time('11:00'), limit: 1 };
    expect(await run(({ signalCopies }) => signalCopies.contactsNaming(byProgram, page))).toEqual([contactId]);
  });
};
