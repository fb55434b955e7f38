/** The one place outside tests where the fakes are used: a whole product in memory, for tests to start. */
export { inMemoryStorage } from '@2krika/domain/testing';
