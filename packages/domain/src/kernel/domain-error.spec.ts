import { AlreadyExists, LockTimeout, StaleVersion, Unavailable } from './domain-error.js';

describe('errors of the domain', () => {
  it.each([
    [new StaleVersion('order', 'o-1'), 'kernel.stale_version', 'conflict', { entity: 'order', id: 'o-1' }],
    [new AlreadyExists('user'), 'kernel.already_exists', 'conflict', { entity: 'user' }],
    [
      new AlreadyExists('user', { email: 'a@b.cm' }),
      'kernel.already_exists',
      'conflict',
      { entity: 'user', email: 'a@b.cm' },
    ],
    [new LockTimeout(), 'kernel.lock_timeout', 'conflict', {}],
    [new Unavailable('The database'), 'kernel.unavailable', 'unavailable', { resource: 'The database' }],
  ])('%s says what it is, and of what', (error, code, kind, details) => {
    expect(error).toMatchObject({ name: error.constructor.name, code, kind, details });
    expect(error).toBeInstanceOf(Error);
    expect(error.message).not.toBe('');
  });

  it('keep what caused an outage', () => {
    const cause = new Error('ECONNREFUSED');
    expect(new Unavailable('The database', { cause }).cause).toBe(cause);
  });
});
