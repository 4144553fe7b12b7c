import type { Conversion } from './answers.js';
import type { System } from './the-system.js';

/** Reports a sale of 19.99, which earns 1.50 under the program of a brand. */
export const reportSale = (
  { api }: Pick<System, 'api'>,
  sale: { readonly externalId: string; readonly contact: object; readonly occurredAt?: string },
): Promise<Conversion> =>
  api.post<Conversion>('/v1/conversions', { ...sale, type: 'sale', amount: { amountMinor: '1999', currency: 'BRL' } });

/** A conversion as it stands now, by the name that the brand gave it. */
export const conversionNow = async ({ api }: Pick<System, 'api'>, externalId: string): Promise<Conversion> => {
  const [conversion, ...others] = await api.all<Conversion>(`/v1/conversions?externalId=${externalId}`);
  if (conversion === undefined || others.length > 0) throw new Error(`there is not one conversion ${externalId}`);
  return conversion;
};
