/**
 * A UUID that names one kind of thing. Plain strings are accepted where an id is asked for, but an
 * `Id<'order'>` is refused where an `Id<'user'>` is expected, so two swapped ids do not compile.
 */
export type Id<Kind extends string> = string & { readonly __kind?: Kind };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is a UUID in the canonical 8-4-4-4-12 form (RFC 9562). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
