import { Readable } from 'node:stream';

/** What a route answers with. The status is part of the type, so only documented ones compile. */
export interface Answer<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

export interface Versioned {
  /** The version of what is shown, which `If-Match` is compared with. */
  readonly version?: number;
}

export function ok<const Body>(body: Body, { version }: Versioned = {}): Answer<200, Body> {
  return { status: 200, headers: etag(version), body };
}

/** @param location the path of what was created */
export function created<const Body>(
  location: string,
  body: Body,
  { version }: Versioned = {},
): Answer<201, Body> {
  return { status: 201, headers: { location, ...etag(version) }, body };
}

/** The work was taken on and goes on elsewhere. @param location the path where its state can be read */
export function accepted<const Body>(location: string, body: Body): Answer<202, Body> {
  return { status: 202, headers: { location }, body };
}

export function noContent(): Answer<204, undefined> {
  return { status: 204, headers: {}, body: undefined };
}

/** Elsewhere, this time: signed addresses expire. */
export function redirect(url: string | URL): Answer<302, undefined> {
  return { status: 302, headers: { location: String(url) }, body: undefined };
}

/**
 * A download. Always an attachment: what somebody uploaded is never rendered under our origin.
 * @param type its media type
 * @param name the name people gave it, in any script
 */
export function file(bytes: AsyncIterable<Uint8Array>, type: string, name: string): Answer<200, Readable> {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': attachment(name) },
    body: bytes instanceof Readable ? bytes : Readable.from(bytes, { objectMode: false }),
  };
}

/** The entity tag of a version. */
export function etag(version: number | undefined): Readonly<Record<string, string>> {
  return version === undefined ? {} : { etag: `"${version}"` };
}

/** RFC 6266: an ASCII name for old clients, the real one beside it. */
function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
