import type { Tenant } from './served-catalog.js';

/** What a link of a partner needs: accounts, a program, and a partner who is enrolled. */
export interface Brand {
  readonly instagramId: string;
  readonly whatsAppId: string;
  readonly programId: string;
  readonly partnerId: string;
  readonly enrollmentId: string;
  readonly campaignId: string;
}

export const aProgram = {
  name: 'Creators',
  currency: 'BRL',
  rewards: [{ on: 'lead', kind: 'flat', amountMinor: '500' }],
};

/** Sets up a small brand through the API. */
export const setUpBrand = async (tenant: Tenant): Promise<Brand> => {
  const instagram = await tenant.made('channel-accounts', {
    channel: 'instagram',
    handle: 'brand',
    externalIds: { metaId: '17841400000000501', zernioAccountId: 'zer-ig' },
  });
  const whatsApp = await tenant.made('channel-accounts', {
    channel: 'whatsapp',
    handle: 'Brand',
    externalIds: { phoneNumberId: '106540352242922', wabaId: '102290129340398', phone: '+55 11 99999-0000' },
  });
  const program = await tenant.made('programs', aProgram);
  const partner = await tenant.made('partners', { name: 'Anna', kind: 'influencer' });
  const enrollment = await tenant.made('enrollments', { partnerId: partner.id, programId: program.id });
  const campaign = await tenant.made('campaigns', { name: 'Black Friday' });
  return {
    instagramId: instagram.id,
    whatsAppId: whatsApp.id,
    programId: program.id,
    partnerId: partner.id,
    enrollmentId: enrollment.id,
    campaignId: campaign.id,
  };
};
