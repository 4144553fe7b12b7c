import { CommissionRow } from './commission.row.js';
import { LedgerPostingRow } from './ledger-posting.row.js';
import { LedgerTransactionRow } from './ledger-transaction.row.js';

/** The rows that statements are read from. */
export const affiliateRows = [CommissionRow, LedgerTransactionRow, LedgerPostingRow];
