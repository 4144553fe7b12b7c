import type { FieldChange, Verification, WeighedDifference } from '@whence/attribution-application';

/** One difference in one line, such as `unexplained  ctc_…  decision  status: organic on record, credited decided`. */
export const lineOf = (difference: WeighedDifference): string => {
  const { contactId, subject, id, changes } = difference;
  const what = id === contactId ? subject : `${subject} ${id}`;
  const because = difference.weight === 'unexplained' ? [] : [difference.because];
  return [difference.weight, contactId, what, changes.map(textOf).join('; '), ...because].join('  ');
};

export const summaryOf = (workspaceId: string, sum: Verification): string => {
  const { contacts, decisions, touchpoints, conversions, differences, readInPart } = sum;
  const compared = `${contacts} contacts, ${decisions} decisions, ${touchpoints} touchpoints, ${conversions} conversions`;
  const found = `${differences.unexplained} differences, ${differences.explained} explained by what came after finality, ${differences.unverifiable} unverifiable`;
  const inPart = readInPart === 0 ? '' : `; of ${readInPart} contacts not every touchpoint was compared`;
  return `${workspaceId}: compared ${compared}: ${found}${inPart}`;
};

const textOf = ({ field, recorded, decided }: FieldChange): string =>
  `${field}: ${shown(field, recorded)} on record, ${shown(field, decided)} decided`;

const shown = (field: string, value: string | number | undefined): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'nothing' : value;
  return field.endsWith('At') || field === 'opening' ? new Date(value).toISOString() : value.toString();
};
