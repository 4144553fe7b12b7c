import { describe, expect, it } from '@jest/globals';
import { toProviderReferral } from './provider-referral.js';

describe('what a referral names', () => {
  it('names the ref of a link, with the source as opaque text', () => {
    const delivered = { ref: 'aff-LUNA_7', source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' };
    expect(toProviderReferral(delivered)).toEqual({ ...delivered, isProduct: false, delivered });
  });

  it('names the ad when the ref is empty, whether its id came quoted or bare', () => {
    expect(toProviderReferral({ ref: '', ad_id: '120299000000000777' })).toMatchObject({ adId: '120299000000000777' });
    expect(toProviderReferral({ ref: '', ad_id: 6011 })).toMatchObject({ adId: '6011' });
    expect(toProviderReferral({ ref: '' })).not.toHaveProperty('ref');
  });

  it('takes a ref of digits alone, however a relay wrote it', () => {
    expect(toProviderReferral({ ref: 2026 })).toMatchObject({ ref: '2026' });
    expect(toProviderReferral({ ref: '9007199254740993' })).toMatchObject({ ref: '9007199254740993' });
    for (const ref of [2026.5, 2 ** 60, {}, ['ANNA10'], true]) {
      expect(toProviderReferral({ ref })).not.toHaveProperty('ref');
    }
  });

  it('calls the source of a Click-to-WhatsApp ad the ad, and of a post nothing', () => {
    const ad = { source_id: '120299000000000999', source_type: 'ad', ctwa_clid: 'Aff-test' };
    expect(toProviderReferral(ad)).toMatchObject({ adId: '120299000000000999', ctwaClid: 'Aff-test' });
    expect(toProviderReferral({ ...ad, source_type: 'post' })).not.toHaveProperty('adId');
  });

  it('knows a shop product from a campaign', () => {
    expect(toProviderReferral({ product: { id: '9900000000000001' } }).isProduct).toBe(true);
    expect(toProviderReferral({ product: { id: '9900000000000001' }, ref: 'ANNA10' }).isProduct).toBe(false);
    expect(toProviderReferral({ product: null }).isProduct).toBe(false);
  });

  it.each(["'; drop table", '<b>', 'ANNA 10', 'ánna', '\n', 'x'.repeat(2084)])(
    'takes nothing from the ref %j, and keeps the referral as it was delivered',
    (ref) => {
      const delivered = { ref, source: 'SHORTLINKS' };
      expect(toProviderReferral(delivered)).toEqual({ source: 'SHORTLINKS', isProduct: false, delivered });
    },
  );

  it('takes a ref as long as the documentation allows', () => {
    expect(toProviderReferral({ ref: 'x'.repeat(2083) }).ref).toHaveLength(2083);
  });
});
