/** What every aggregate's state carries beside its own fields. */
export interface AggregateState {
  readonly id: string;
  /** Counts the stored changes; compared in the WHERE clause of every update. 0 = never changed. */
  readonly version: number;
}

/**
 * A cluster of objects changed as one. It has two doors: a named constructor that runs every rule, and
 * `rehydrate`, which runs none, because a rule that changed since must not make stored rows unreadable.
 *
 * Its state is an immutable value, replaced on each change. `snapshot()` can therefore be handed out, stored
 * and compared without copying.
 */
export abstract class Aggregate<State extends AggregateState> {
  protected constructor(protected state: State) {}

  get id(): string {
    return this.state.id;
  }

  /** The version this aggregate had when it was read: what a save compares with. */
  get version(): number {
    return this.state.version;
  }

  /** Everything there is to store. */
  snapshot(): State {
    return this.state;
  }

  protected change(changes: Partial<Omit<State, 'id' | 'version'>>): void {
    this.state = { ...this.state, ...changes };
  }

  /** Called by a repository once a change was written, so that the same object can be saved again. */
  saved(): void {
    this.state = { ...this.state, version: this.state.version + 1 };
  }
}
