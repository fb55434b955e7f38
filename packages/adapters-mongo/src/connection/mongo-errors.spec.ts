import { Unavailable } from '@2krika/domain';
import mongoose, { mongo } from 'mongoose';
import { isDuplicateKey, translate } from './mongo-errors.js';

function serverError(code: number): mongo.MongoServerError {
  return new mongo.MongoServerError({ errmsg: 'refused', code });
}

describe('translate', () => {
  it.each([
    new mongo.MongoNetworkError('connection closed'),
    new mongo.MongoNetworkTimeoutError('timed out'),
    new mongo.MongoNotConnectedError('not connected'),
    new mongo.MongoTopologyClosedError('closed'),
    serverError(91),
    serverError(11_600),
    Object.assign(new Error('no connection'), { name: 'MongoWaitQueueTimeoutError' }),
  ])('says %s as an outage, and keeps it', (error) => {
    const translated = translate(error);
    expect(translated).toBeInstanceOf(Unavailable);
    expect(translated).toMatchObject({ cause: error });
  });

  it.each([
    serverError(11_000),
    serverError(2),
    new mongoose.Error('no model'),
    new TypeError('ours'),
    'text',
  ])('returns %s as it is', (error) => {
    expect(translate(error)).toBe(error);
  });
});

describe('isDuplicateKey', () => {
  it('knows the refusal of a value that is taken from every other', () => {
    expect(isDuplicateKey(serverError(11_000))).toBe(true);
    expect(isDuplicateKey(serverError(2))).toBe(false);
    expect(isDuplicateKey(new Error('E11000 duplicate key'))).toBe(false);
  });
});
