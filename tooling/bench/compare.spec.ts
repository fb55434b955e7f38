import { compare, median } from './compare.js';

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(4);
  });
});

const INPUTS = [0, 1, 2, 3, 4, 5];

describe('compare', () => {
  let time = 0;
  const now = () => time;
  const lasting = (name: string, milliseconds: () => number) => ({
    name,
    run: async () => {
      time += milliseconds();
    },
  });

  it('says how many times as fast as the first everybody is', async () => {
    const figures = await compare([lasting('usual', () => 6), lasting('ours', () => 2)], INPUTS, {
      rounds: 3,
      runs: 4,
      now,
    });
    expect(figures).toEqual([
      { name: 'usual', milliseconds: 6, ratio: 1 },
      { name: 'ours', milliseconds: 2, ratio: 3 },
    ]);
  });

  it('compares within each round, so that a slow minute of the machine changes nothing', async () => {
    let rounds = 0;
    const load = () => (rounds > 3 ? 10 : 1);
    const figures = await compare(
      [
        lasting('usual', () => {
          rounds += 1;
          return 6 * load();
        }),
        lasting('ours', () => 3 * load()),
      ],
      INPUTS,
      { rounds: 5, runs: 1, now },
    );
    expect(figures[1]?.ratio).toBe(2);
  });

  it('gives everybody the same inputs, and others in each round', async () => {
    const seen: Record<string, number[]> = { left: [], right: [] };
    const noting = (name: string) => ({
      name,
      run: async (input: number) => {
        seen[name]?.push(input);
      },
    });
    await compare([noting('left'), noting('right')], INPUTS, { rounds: 2, runs: 2 });
    expect(seen).toEqual({ left: [0, 1, 2, 3, 4, 5], right: [0, 1, 2, 3, 4, 5] });
  });

  it('has several runs under way at once when it is told to', async () => {
    let running = 0;
    const most: Record<string, number> = { left: 0, right: 0 };
    const noting = (name: string) => ({
      name,
      run: async () => {
        running += 1;
        most[name] = Math.max(most[name] ?? 0, running);
        await Promise.resolve();
        running -= 1;
      },
    });
    await compare([noting('left'), noting('right')], INPUTS, { rounds: 1, runs: 6, clients: 3 });
    expect(most).toEqual({ left: 3, right: 3 });
  });
});
