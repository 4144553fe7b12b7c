import { expect, it } from '@jest/globals';
import { clickNames, type Recognised } from '@whence/attribution-application';
import type { Attribution, ContactId } from '@whence/attribution-domain';

import { instagramAccount } from './application-world.js';
import { meetOne, onInstagram, type Runner, type Start } from './contract-suite-runner.js';
import { aLink, clickIdOf } from './link.builder.js';
import { aMessage } from './signal.builder.js';
import { time } from './times.js';

const anna = aLink('ANNA');
const withinMs = 600_000;

const openedAt = async (
  run: Runner,
  by: string,
  decided: Pick<Attribution, 'openedAt'> & Partial<Attribution>,
): Promise<Recognised> => {
  const who = await meetOne(run, onInstagram(by));
  const { conversationId, contactId } = who;
  const attribution: Attribution = {
    status: 'organic',
    credits: [],
    version: 1,
    finalAt: time('12:00'),
    decidedAt: time('10:01'),
    because: 'conversation-opened',
    flags: [],
    conversationId,
    ...decided,
  };
  await run(async ({ contacts, decisions }) => {
    await contacts.setOpenedAt([{ id: conversationId, openedAt: decided.openedAt }]);
    await decisions.add([{ contactId, attribution }]);
  });
  return who;
};

const beside = (contactId: ContactId) => ({ contactId, channelAccountId: instagramAccount, openedAt: time('10:00') });

/** What every implementation of guesses' circumstances must do. */
export const describeGuesses = (start: Start): void => {
  it('knows which clicks some evidence names, by their ids and by the parts in texts', async () => {
    const run = await start();
    const { contactId, conversationId } = await meetOne(run, onInstagram('1'));
    const clickedAt = time('09:59');
    const byToken = aMessage(time('10:00')).named('a').withTokenOf(anna, clickedAt);
    const byPart = aMessage(time('10:01')).named('b').typingCodeWithClickOf(anna, clickedAt);
    for (const message of [byToken, byPart]) {
      const copy = { ...message.build(), conversationId };
      await run(({ signalCopies }) => signalCopies.add([{ contactId, copy }]));
    }
    const named = byPart
      .build()
      .references.flatMap((reference) =>
        reference.kind === 'typed' && reference.clickPart !== undefined ? [reference.clickPart] : [],
      );
    const click = { id: clickIdOf(anna, clickedAt), clickPart: named[0] ?? '' };
    const names = clickNames(click, anna.build());
    expect(names).toHaveLength(2);
    const found = await run(({ guesses }) => guesses.namedByEvidence([...names, 'click:clk_OTHER']));
    expect([...found].sort()).toEqual([...names].sort());
  });

  it('sees those who opened about then on the account and of whom nothing tells', async () => {
    const run = await start();
    const { contactId } = await openedAt(run, 'self', { openedAt: time('10:00') });
    await openedAt(run, '1', { openedAt: time('09:50') });
    await openedAt(run, '2', { openedAt: time('10:09:59.999'), status: 'unattributed', reason: 'content-unreadable' });
    const guessed = { status: 'credited', matchType: 'inferred', credits: [{ shareMillionths: 1_000_000 }] } as const;
    await openedAt(run, '3', { openedAt: time('10:05'), ...guessed });
    await openedAt(run, '4', { openedAt: time('10:10') });
    await openedAt(run, '5', { openedAt: time('09:49:59.999') });
    await openedAt(run, '6', { openedAt: time('10:01'), status: 'unattributed', reason: 'ambiguous' });
    await openedAt(run, '7', { openedAt: time('10:02'), ...guessed, matchType: 'ref_code' });
    await openedAt(run, '8', { openedAt: time('10:03'), flags: ['business-wrote-first'] });
    const times = await run(({ guesses }) => guesses.unexplainedBeside(beside(contactId), withinMs));
    expect([...times].sort()).toEqual([time('09:50'), time('10:05'), time('10:09:59.999')]);
  });

  it('puts them in the queue once, and takes them out', async () => {
    const run = await start();
    const self = await openedAt(run, 'self', { openedAt: time('10:00') });
    const other = await openedAt(run, '1', { openedAt: time('10:01') });
    for (const _again of [1, 2]) {
      await run(({ guesses }) => guesses.reconsiderBeside([beside(self.contactId)], withinMs));
    }
    const both = [self.contactId, other.contactId];
    expect(await run(({ guesses }) => guesses.reconsidered(both))).toEqual(new Set([other.contactId]));
    expect(await run(({ guesses }) => guesses.reconsidered(both))).toEqual(new Set());
  });
};
