import { timingSafeEqual } from 'node:crypto';
import { InvalidCursor, type CursorPage } from '@2krika/domain';
import { canonicalJson, toJson } from './canonical-json.js';

/** A digest under a key that nobody else has; equal texts give equal digests. */
export type Digest = (text: string) => string;

/** What a cursor is good for: the stretches of one list, as one caller filters it. */
export interface ListAsked {
  /** Method and path of the route. */
  readonly route: string;
  /** Null for a list that everybody reads. */
  readonly userId: string | null;
  readonly params: unknown;
  /** As it was sent. What says which stretch, and not of which list, is left out. */
  readonly query: Readonly<Record<string, string>>;
}

/** Leads each cursor and each text that is digested: another form, or another key, will be the next one. */
const VERSION = 'v1';
const FORM = /^v1\.([\w-]{1,120})\.([\w-]{1,60})$/;
const STRETCH = ['cursor', 'page', 'limit'];

/** The cursors of one list as clients see them: opaque, and signed for that list. */
export class SealedCursors {
  private readonly list: string;

  constructor(
    private readonly digest: Digest,
    { route, userId, params, query }: ListAsked,
  ) {
    const filter = Object.fromEntries(Object.entries(query).filter(([name]) => !STRETCH.includes(name)));
    this.list = canonicalJson(toJson({ route, userId, params: params ?? null, filter }));
  }

  /**
   * What the domain made the cursor of.
   * @throws InvalidCursor unless we handed it out, for this list and this caller
   */
  open(cursor: string): string {
    const [, body, signature] = FORM.exec(cursor) ?? [];
    if (body === undefined || signature === undefined) throw new InvalidCursor();
    const plain = Buffer.from(body, 'base64url').toString();
    if (!isEqual(signature, this.signatureOf(plain))) throw new InvalidCursor();
    return plain;
  }

  /** The page with its cursors as they are handed out. */
  seal<Sealed extends CursorPage<unknown>>(page: Sealed): Sealed {
    const { nextCursor, prevCursor } = page;
    return {
      ...page,
      nextCursor: nextCursor === null ? null : this.sealed(nextCursor),
      prevCursor: prevCursor === null ? null : this.sealed(prevCursor),
    };
  }

  private sealed(plain: string): string {
    return `${VERSION}.${Buffer.from(plain).toString('base64url')}.${this.signatureOf(plain)}`;
  }

  private signatureOf(plain: string): string {
    return this.digest(`cursor ${VERSION}\n${plain}\n${this.list}`);
  }
}

/** In a time that does not tell how much of it was right. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
