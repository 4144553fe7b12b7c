export { createTestDatabase, type TestDatabase } from './create-test-database.js';
export { dropTestDatabase } from './drop-test-database.js';
