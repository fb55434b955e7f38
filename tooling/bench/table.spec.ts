import { table } from './table.js';

it('names the figure, the goal, and a goal that is missed', () => {
  const pathOf = (path: string, ratio: number) => ({
    path,
    goal: 2,
    clients: 1,
    contenders: [
      { name: 'pg, as usual', milliseconds: 2, ratio: 1 },
      { name: '2KRIKA', milliseconds: 0.8, ratio },
    ],
    profile: null,
  });
  const text = table({
    services: 1_000,
    rounds: 9,
    node: 'v20.20.2',
    databases: 'PostgreSQL 15',
    paths: [pathOf('list', 2.5), pathOf('page', 1.9)],
  });
  expect(text.split('\n')).toEqual([
    '1000 services, medians of 9 rounds, Node v20.20.2',
    'PostgreSQL 15',
    '',
    'list',
    '  pg, as usual       2.00 ms  × 1.00',
    '  2KRIKA             0.80 ms  × 2.50   goal 2.0',
    '',
    'page',
    '  pg, as usual       2.00 ms  × 1.00',
    '  2KRIKA             0.80 ms  × 1.90   goal 2.0: missed',
    '',
    'Below their goals:',
    '  page',
  ]);
});

it('gives the rate of what several do at once, and where the time went', () => {
  const text = table({
    services: 1_000,
    rounds: 9,
    node: 'v20.20.2',
    databases: 'PostgreSQL 15',
    paths: [
      {
        path: 'ledger',
        goal: null,
        clients: 8,
        contenders: [{ name: '2KRIKA', milliseconds: 0.5, ratio: 1.2 }],
        profile: [
          { where: 'waiting for the server', share: 0.6 },
          { where: 'pg', share: 0.128 },
        ],
      },
    ],
  });
  expect(text.split('\n').slice(2)).toEqual([
    '',
    'ledger',
    '  2KRIKA             0.50 ms   2000/s  × 1.20',
    '  time of 2KRIKA: waiting for the server 60 %, pg 13 %',
    '',
    'Every goal is met.',
  ]);
});
