/**
 * One row of a lifecycle: in one of the states `from`, one of the actors `by` may cause `event`, which leads
 * to `to`. A lifecycle is a list of such rows and nothing else: the entity, the list of allowed actions, the
 * worker's deadlines and the documentation read the same list.
 */
export interface Transition<
  State extends string = string,
  Event extends string = string,
  Role extends string = string,
> {
  readonly event: Event;
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Role[];
}

/** The row by which `event` leaves `state`, if there is one. */
export function transitionFrom<Row extends Transition>(
  process: readonly Row[],
  state: string,
  event: Row['event'],
): Row | undefined {
  return process.find((row) => row.event === event && row.from.some((from) => from === state));
}

/** Whether `event` has nothing left to do, because `state` is where it leads. */
export function isAlreadyDone<Row extends Transition>(
  process: readonly Row[],
  state: string,
  event: Row['event'],
): boolean {
  return (
    !transitionFrom(process, state, event) && process.some((row) => row.event === event && row.to === state)
  );
}
