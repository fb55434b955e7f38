/** Where a number of racers meet: each waits until all have arrived. Once open it stays open. */
export class Barrier {
  private readonly arrivals: (() => void)[] = [];

  constructor(private readonly parties: number) {}

  arrive(): Promise<void> {
    return new Promise((resolve) => {
      this.arrivals.push(resolve);
      if (this.arrivals.length >= this.parties) this.arrivals.forEach((release) => release());
    });
  }
}

/** Asks again, without sleeping in between, until the condition holds. The test's own time-out ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise<void>((resolve) => setImmediate(resolve));
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
