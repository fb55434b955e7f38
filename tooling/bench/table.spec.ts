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
