import { profile, sharesOf } from './profile.js';

const frame = (functionName: string, url: string) => ({
  ...{ functionName, url, scriptId: '1', lineNumber: 0, columnNumber: 0 },
});

it('says which package the time went to', () => {
  const modules = 'file:///repository/node_modules/.pnpm/pg@8.23.1/node_modules';
  const nodes = [
    { id: 1, callFrame: frame('(idle)', '') },
    { id: 2, callFrame: frame('parse', `${modules}/pg-protocol/dist/parser.js`) },
    { id: 3, callFrame: frame('cardOf', 'file:///repository/packages/adapters-sql/dist/src/views.js') },
    { id: 4, callFrame: frame('write', 'node:net') },
    { id: 5, callFrame: frame('run', 'file:///repository/node_modules/@scope/name/index.js') },
  ];
  const samples = [1, 2, 3, 4, 5];
  const timeDeltas = [500, 200, 150, 100, 50];
  expect(sharesOf({ nodes, samples, timeDeltas, startTime: 0, endTime: 1_000 })).toEqual([
    { where: 'waiting for the server', share: 0.5 },
    { where: 'pg-protocol', share: 0.2 },
    { where: 'packages/adapters-sql', share: 0.15 },
    { where: 'Node', share: 0.1 },
    { where: '@scope/name', share: 0.05 },
  ]);
});

it('samples the work it is given', async () => {
  const shares = await profile(async () => {
    const end = performance.now() + 50;
    while (performance.now() < end) JSON.stringify({ end });
  });
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeGreaterThan(0.5);
});
