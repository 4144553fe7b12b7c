export { newId } from './ids.js';
export { MasterKey, UnreadableSealViolation, WeakMasterKeyViolation } from './master-key.js';
export { hubSignatureMatches, signaturesMatch } from './signature.js';
