/** The JSON Pointer (RFC 6901) of a member of what `parent` points to. */
export function pointerTo(parent: string, member: string): string {
  return `${parent}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
