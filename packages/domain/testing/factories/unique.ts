let made = 0;

/** A number no other call of this process received: what unique columns are filled with. */
export function unique(): number {
  made += 1;
  return made;
}

/** An id nobody has. */
export function generateId(): string {
  return globalThis.crypto.randomUUID();
}

/** The same, where it stands among others of its kind: `aUser({ id: anId() })`. */
export const anId = generateId;

/** The instant test data is made at, unless a test says otherwise. */
export const TEST_EPOCH = new Date('2026-01-05T08:00:00.000Z');

/** A phone number nobody has, in E.164. */
export function aPhone(): string {
  return `+2376${String(unique()).padStart(8, '0')}`;
}
