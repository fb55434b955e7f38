/** Writers that go on until their server dies under them, and the ids it acknowledged until then. */
export interface Writers {
  readonly acknowledged: readonly string[];
  /** Resolves when every writer has met its error. */
  readonly ended: Promise<void>;
}

/** Eight at once: a server that writes late loses more the more writers there are. */
export function startWriters(round: number, write: (id: string) => Promise<unknown>): Writers {
  const acknowledged: string[] = [];
  const writer = async (name: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const id = `${round}-${name}-${count}`;
      try {
        await write(id);
      } catch {
        // The kill this is all about.
        return;
      }
      acknowledged.push(id);
    }
  };
  const ended = Promise.all(Array.from({ length: 8 }, (_, name) => writer(name))).then(() => undefined);
  return { acknowledged, ended };
}
