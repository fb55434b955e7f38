interface Dated {
  readonly id: string;
  readonly createdAt: Date;
}

/** The order of lists: by the instant they were made, and among equal ones by id. */
export function newestFirst(left: Dated, right: Dated): number {
  return right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? 1 : -1);
}
