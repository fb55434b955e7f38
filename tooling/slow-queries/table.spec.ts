import { addSlowCalls, slowCall } from '@2krika/domain';
import { aCountedQuery, TEST_EPOCH } from '@2krika/domain/testing';
import { tableOf } from './table.js';

const seen = { firstSeenAt: TEST_EPOCH, lastSeenAt: TEST_EPOCH };

it('has a row of figures for each query, and below it the query on one line', () => {
  const slow = {
    ...aCountedQuery({ fingerprint: '00112233445566ff', text: `find services\n      by ${'x'.repeat(100)}` }),
    ...[slowCall(200, 3), slowCall(12_000, 1)].reduce(addSlowCalls),
    ...seen,
  };
  const other = {
    ...aCountedQuery({ fingerprint: 'ffeeddccbbaa0099', store: 'mongodb', text: 'find messages {chatId}' }),
    ...seen,
  };
  expect(tableOf([slow, other], 40)).toEqual([
    'store       calls  mean ms  p95 ms  max ms  rows  last seen             fingerprint',
    'postgresql      2     6100   12000   12000     4  2026-01-05T08:00:00Z  00112233445566ff',
    `  find services by ${'x'.repeat(20)}…`,
    'mongodb         1      300     300     300     1  2026-01-05T08:00:00Z  ffeeddccbbaa0099',
    '  find messages {chatId}',
  ]);
});
