import { showProgress } from './show-progress.js';

function shown(isTTY: boolean): string {
  let text = '';
  const report = showProgress({
    isTTY,
    write: (part: string) => {
      text += part;
    },
  });
  report('orders', 0, 2_000);
  report('orders', 1_000, 2_000);
  report('orders', 2_000, 2_000);
  report('nothing', 0, 0);
  return text;
}

describe('showProgress', () => {
  it('writes a line for each part that is done', () => {
    expect(shown(false)).toBe('  orders: 2,000 of 2,000\n  nothing: 0 of 0\n');
  });

  it('writes a bar over itself on a terminal', () => {
    const [none, half, full] = ['░'.repeat(24), '█'.repeat(12) + '░'.repeat(12), '█'.repeat(24)];
    expect(shown(true).split('\r\u001b[K')).toEqual([
      '',
      `  orders: ${none} 0 of 2,000`,
      `  orders: ${half} 1,000 of 2,000`,
      `  orders: ${full} 2,000 of 2,000\n`,
      `  nothing: ${full} 0 of 0\n`,
    ]);
  });
});
