import { SECOND } from '@2krika/domain';

/** Where a number of racers meet: each waits until all have arrived. Once open it stays open. */
export class Barrier {
  private readonly arrivals: (() => void)[] = [];

  constructor(private readonly parties: number) {}

  arrive(): Promise<void> {
    return new Promise((resolve) => {
      this.arrivals.push(resolve);
      if (this.arrivals.length >= this.parties) for (const release of this.arrivals) release();
    });
  }
}

// Below jest's own limit for a test, which would end the test but not the asking.
const PATIENCE = 20 * SECOND;

/**
 * Asks again, without sleeping in between, until the condition holds.
 * @param patience milliseconds, by default twenty seconds
 * @throws Error when it does not hold by then
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  patience: number = PATIENCE,
): Promise<void> {
  const start = performance.now();
  while (!(await condition())) {
    if (performance.now() - start > patience) throw new Error('What was waited for did not happen in time.');
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** Starts all at once and sorts the outcomes, for races of which some lose. */
export async function race<Result>(
  racers: number,
  start: (racer: number) => Promise<Result>,
): Promise<{ readonly won: readonly Result[]; readonly lost: readonly unknown[] }> {
  const outcomes = await Promise.allSettled(Array.from({ length: racers }, (_, racer) => start(racer)));
  return {
    won: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    lost: outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : [])),
  };
}
