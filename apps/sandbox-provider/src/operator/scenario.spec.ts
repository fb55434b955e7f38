import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SCENARIOS, scenarioFor } from './scenario.js';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));

describe('scenarios', () => {
  it('are chosen by the last four digits', () => {
    expect(scenarioFor('collection', '237670009902').name).toBe('wrong_pin');
    expect(scenarioFor('collection', '237679902000').name).toBe('success');
  });

  it('change only the operations they apply to', () => {
    expect(scenarioFor('payout', '237670009902').name).toBe('success');
    expect(scenarioFor('collection', '237670009940').name).toBe('success');
    expect(scenarioFor('refund', '237670009940').name).toBe('refund_failed');
  });

  it('have distinct names and suffixes of four digits, but for the usual one', () => {
    const [usual, ...chosen] = SCENARIOS;
    expect(usual).toMatchObject({ name: 'success', suffix: null });
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    expect(new Set(chosen.map(({ suffix }) => suffix)).size).toBe(chosen.length);
    for (const { suffix } of chosen) expect(suffix).toMatch(/^\d{4}$/);
  });

  it('are listed in the README, row by row', async () => {
    const readme = await readFile(README, 'utf8');
    const rows = SCENARIOS.map(
      ({ name, suffix, appliesTo, summary }) =>
        `| ${suffix ?? 'any other'} | \`${name}\` | ${appliesTo.join(', ')} | ${summary} |`,
    );
    const listed = readme.split('\n').filter((line) => /^\| (\d{4}|any other) \|/.test(line));
    expect(listed).toEqual(rows);
  });
});
