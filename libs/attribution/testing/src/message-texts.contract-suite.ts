import { expect, it } from '@jest/globals';
import type { MessageText, OutdatedTexts, UnitOfWork } from '@whence/attribution-application';

import { theWorkspace } from './application-world.js';
import { meetOne, onInstagram, type Runner } from './contract-suite-runner.js';
import { time } from './times.js';

/** What is kept of texts, with the moments at which it ends. */
export type KeptTexts = () => Promise<readonly Pick<MessageText, 'signalKey' | 'text' | 'keptUntil'>[]>;

/** What every store of message texts must do; `make` gives one that holds nothing yet, and what is in it in key order. */
export const describeMessageTexts = (
  make: () => { readonly unitOfWork: UnitOfWork; readonly outdatedTexts: OutdatedTexts; readonly kept: KeptTexts },
): void => {
  const given = async () => {
    const { unitOfWork, ...others } = make();
    const run: Runner = (work) => unitOfWork.run(theWorkspace, work);
    const { conversationId } = await meetOne(run, onInstagram('1'));
    const text = (signalKey: string, changes: Partial<MessageText> = {}): MessageText => ({
      ...{ signalKey, conversationId, text: `text of ${signalKey}`, isPlatforms: false, keptUntil: time('12:00') },
      ...changes,
    });
    const keep = (...texts: readonly MessageText[]) => run(({ messageTexts }) => messageTexts.keep(texts));
    return { ...others, run, text, keep };
  };

  it('keeps one text of a message, the platform’s rather than a vendor’s, in whatever order they come', async () => {
    const { text, keep, kept } = await given();
    const vendors = text('a');
    const platforms = text('a', { text: 'as it was written', isPlatforms: true });
    await keep();
    await keep(vendors, text('b', { isPlatforms: true }));
    await keep(platforms, text('b', { text: 'as a vendor has it' }));
    await keep(vendors);
    await keep(text('a', { text: 'as it was edited', isPlatforms: true }));
    expect(await kept()).toEqual([
      { signalKey: 'a', text: 'as it was written', keptUntil: time('12:00') },
      { signalKey: 'b', text: 'text of b', keptUntil: time('12:00') },
    ]);
  });

  it('keeps it for as long as was said last, and drops what it is told to', async () => {
    const { run, text, keep, kept } = await given();
    await keep(text('a'), text('b'));
    await keep(text('a', { keptUntil: time('11:00') }));
    await run(({ messageTexts }) => messageTexts.drop(['b', 'of nobody']));
    expect(await kept()).toEqual([{ signalKey: 'a', text: 'text of a', keptUntil: time('11:00') }]);
  });

  it('erases those whose time has come, so many together', async () => {
    const { text, keep, kept, outdatedTexts } = await given();
    const texts = ['a', 'b', 'c'].map((key) => text(key));
    await keep(...texts, text('later', { keptUntil: time('12:00') + 1 }));
    expect(await outdatedTexts.erase(time('12:00') - 1, 9)).toBe(0);
    expect(await outdatedTexts.erase(time('12:00'), 2)).toBe(2);
    expect(await outdatedTexts.erase(time('12:00'), 2)).toBe(1);
    expect((await kept()).map(({ signalKey }) => signalKey)).toEqual(['later']);
  });
};
