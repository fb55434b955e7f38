/** One request, and what is certain about its answer before it is sent. */
export interface Trial {
  readonly about: string;
  /**
   * `well_formed`: as documented, so whatever refuses it is not its form. `wrong`: refused in any case.
   * `unauthenticated`: refused for its token alone. `open`: answered, one way or the other.
   */
  readonly kind: 'well_formed' | 'wrong' | 'unauthenticated' | 'open';
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}
