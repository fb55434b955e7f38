/** Chance for what may be guessed, such as the length of a pause. */
export abstract class Chance {
  /** At least 0, less than 1. */
  abstract fraction(): number;
}
