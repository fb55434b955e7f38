import { until } from '@2krika/domain/testing';
import { WakeUpGate } from './wake-up-gate.js';

/** Milliseconds. */
const INTERVAL = 50;

describe('WakeUpGate', () => {
  const gates: WakeUpGate[] = [];

  function open() {
    const woken: number[] = [];
    const gate = new WakeUpGate(() => woken.push(performance.now()));
    gates.push(gate);
    return { gate, woken };
  }

  afterEach(() => {
    for (const gate of gates.splice(0)) gate.close();
  });

  it('lets the first wake-up through at once', () => {
    const { gate, woken } = open();
    gate.pass();
    expect(woken).toHaveLength(1);
  });

  it('makes one of all that come close behind', async () => {
    const { gate, woken } = open();
    for (let count = 0; count < 100; count += 1) gate.pass();
    expect(woken).toHaveLength(1);
    await until(() => woken.length === 2);
    const [first = 0, second = 0] = woken;
    expect(second - first).toBeGreaterThanOrEqual(INTERVAL - 5);
    await until(() => performance.now() - second > 2 * INTERVAL);
    expect(woken).toHaveLength(2);
  });

  it('lets nothing through once it is closed', async () => {
    const { gate, woken } = open();
    gate.pass();
    gate.pass();
    gate.close();
    const closed = performance.now();
    await until(() => performance.now() - closed > 2 * INTERVAL);
    expect(woken).toHaveLength(1);
  });
});
