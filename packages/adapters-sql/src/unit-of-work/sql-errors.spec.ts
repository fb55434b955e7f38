import { AlreadyExists, LockTimeout, Unavailable } from '@2krika/domain';
import { DatabaseError } from 'pg';
import { ConnectionRefusedError, DatabaseError as ModelError } from 'sequelize';
import {
  ConnectionUnusable,
  Deadlock,
  SerializationFailure,
  spoilsConnection,
  TransactionConflict,
  translate,
} from './sql-errors.js';

function fault(code: string, fields: { readonly constraint?: string; readonly routine?: string } = {}) {
  return Object.assign(new DatabaseError('as the server said it', 0, 'error'), { code, ...fields });
}

function byModel(parent: Error): ModelError {
  return new ModelError(Object.assign(parent, { sql: 'SELECT 1' }));
}

describe('translate', () => {
  const refusals = { users_email_key: () => new AlreadyExists('user') };

  it.each(['23505', '23503', '23514', '23P01'])(
    'answers violation %s with the refusal of its constraint',
    (code) => {
      expect(translate(fault(code, { constraint: 'users_email_key' }), { refusals })).toBeInstanceOf(
        AlreadyExists,
      );
    },
  );

  it('returns a violation without a refusal as it is', () => {
    const violation = fault('23505', { constraint: 'users_phone_key' });
    expect(translate(violation, { refusals })).toBe(violation);
  });

  it.each([
    ['40001', SerializationFailure],
    ['40P01', Deadlock],
    ['55P03', LockTimeout],
    ['57014', Unavailable],
    ['53100', Unavailable],
    ['53300', Unavailable],
    ['25P03', Unavailable],
    ['57P01', ConnectionUnusable],
    ['57P02', ConnectionUnusable],
    ['08006', ConnectionUnusable],
    ['26000', ConnectionUnusable],
  ])('makes %s a %p that keeps its cause', (code, expected) => {
    const error = fault(code);
    expect(translate(error)).toBeInstanceOf(expected);
    expect(translate(error)).toHaveProperty('cause', error);
  });

  it('does not offer work again that only waited too long', () => {
    expect(translate(fault('55P03'))).not.toBeInstanceOf(TransactionConflict);
  });

  it('tells an outdated plan from what is not supported', () => {
    const unsupported = fault('0A000', { routine: 'transformOptionalSelectInto' });
    expect(translate(fault('0A000', { routine: 'RevalidateCachedQuery' }))).toBeInstanceOf(
      ConnectionUnusable,
    );
    expect(translate(unsupported)).toBe(unsupported);
  });

  it.each(['42601', '42P01', '22003', '25006', 'XX001'])('returns fault %s as it is', (code) => {
    const error = fault(code);
    expect(translate(error)).toBe(error);
  });

  it('takes an error without a code for an outage only when the connection is gone', () => {
    const error = new Error('Connection terminated unexpectedly');
    expect(translate(error, { isConnectionLost: true })).toBeInstanceOf(ConnectionUnusable);
    expect(translate(error)).toBe(error);
  });

  it('takes a time-out of the client for an outage that a second try does not end', () => {
    const error = translate(new Error('Query read timeout'), { isConnectionLost: true });
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).not.toBeInstanceOf(ConnectionUnusable);
  });

  it('looks into the errors of models', () => {
    expect(translate(byModel(fault('40001')))).toBeInstanceOf(SerializationFailure);
    expect(translate(new ConnectionRefusedError(new Error('refused')))).toBeInstanceOf(Unavailable);
    const unforeseen = byModel(fault('42601'));
    expect(translate(unforeseen)).toBe(unforeseen);
  });
});

describe('spoilsConnection', () => {
  it('keeps a connection whose statement the server refused', () => {
    expect(['23505', '57014', '40001'].map((code) => spoilsConnection(fault(code)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('gives up one that forgot its statements, or whose driver failed', () => {
    expect(spoilsConnection(fault('26000'))).toBe(true);
    expect(spoilsConnection(fault('0A000', { routine: 'RevalidateCachedQuery' }))).toBe(true);
    expect(spoilsConnection(new TypeError('no value'))).toBe(true);
  });
});
