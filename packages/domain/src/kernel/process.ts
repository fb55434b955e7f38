/**
 * One row of a lifecycle: in one of the states `from`, one of the actors `by` may cause `event`, which leads
 * to `to`. A lifecycle is a list of such rows and nothing else: the entity, the list of allowed actions, the
 * worker's deadlines and the documentation read the same list.
 */
export interface Transition<State extends string, Event extends string, Role extends string> {
  readonly event: Event;
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Role[];
}

/** The row by which `event` leaves `state`, if there is one. */
export function transitionFrom<Row extends Transition<string, string, string>>(
  process: readonly Row[],
  state: Row['from'][number],
  event: Row['event'],
): Row | undefined {
  return process.find((row) => row.event === event && row.from.includes(state));
}

/** Whether `event` has nothing left to do, because `state` is where it leads. */
export function isAlreadyDone<Row extends Transition<string, string, string>>(
  process: readonly Row[],
  state: Row['from'][number],
  event: Row['event'],
): boolean {
  return (
    !transitionFrom(process, state, event) && process.some((row) => row.event === event && row.to === state)
  );
}
