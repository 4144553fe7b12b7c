import { ConversationRow } from './conversation.row.js';
import { ConversionRow } from './conversion.row.js';
import { DecisionRow } from './decision.row.js';
import { TouchpointRow } from './touchpoint.row.js';

/** Every row class that queries of attribution read. */
export const attributionRows = [ConversationRow, ConversionRow, DecisionRow, TouchpointRow];
