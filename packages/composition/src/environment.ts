/** What a process was told is not what it needs. Each fault is one line for whoever set it. */
export class InvalidEnvironment extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'InvalidEnvironment';
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads variables and collects what is wrong with them, so that a start names every fault at once. */
export class EnvironmentReader {
  private readonly faults: string[] = [];

  constructor(private readonly variables: Variables) {}

  /** The text; the default when it is not set. Without a default it must be. */
  text(name: string, fallback?: string): string {
    const value = this.variables[name] ?? fallback;
    if (value === undefined || value === '') return this.fault(`${name} is not set.`, '');
    return value;
  }

  optional(name: string): string | undefined {
    const value = this.variables[name];
    return value === '' ? undefined : value;
  }

  integer(
    name: string,
    fallback: number,
    { min, max }: { readonly min: number; readonly max: number },
  ): number {
    const text = this.variables[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    return this.fault(`${name} is a whole number from ${min} to ${max}, not "${text}".`, fallback);
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = this.variables[name] ?? fallback;
    const choice = choices.find((known) => known === text);
    return choice ?? this.fault(`${name} is one of ${choices.join(', ')}, not "${text}".`, fallback);
  }

  url(name: string, protocols: readonly string[], fallback?: string): string {
    const text = this.text(name, fallback);
    if (text === '') return text;
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
    // Not the value: a database's address holds its password.
    return this.fault(
      `${name} is no address that begins with ${protocols.map((it) => `${it}//`).join(' or ')}.`,
      text,
    );
  }

  /** Notes a fault a reader found by itself. @returns `instead`, to go on with */
  fault<Value>(line: string, instead: Value): Value {
    this.faults.push(line);
    return instead;
  }

  /** @throws InvalidEnvironment when anything was wrong */
  assertValid(): void {
    if (this.faults.length > 0) throw new InvalidEnvironment(this.faults);
  }
}
