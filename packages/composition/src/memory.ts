/** The one place outside tests where the fakes are used: a whole product in memory, for tests to start. */
export { inMemoryMessageStorage, inMemoryStorage } from '@2krika/domain/testing';
