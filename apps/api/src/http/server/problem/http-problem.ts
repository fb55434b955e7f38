import type { ErrorDetails } from '@2krika/domain';

export interface HttpProblemOptions {
  /** Facts for the sender, shown beside the standard members. */
  readonly details?: ErrorDetails;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal of the transport itself, made before any use case is asked. Its `code` is a plain word, so that
 * it never meets the `context.fact` codes of the domain.
 */
export class HttpProblem extends Error {
  readonly details: ErrorDetails;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    { details = {}, headers = {} }: HttpProblemOptions = {},
  ) {
    super(message);
    this.name = 'HttpProblem';
    this.details = details;
    this.headers = headers;
  }
}

/** Nothing lives at this path, or nothing this caller may know of. */
export function notFound(): HttpProblem {
  return new HttpProblem(404, 'not_found', 'There is nothing at this address.');
}

/** One fault of the input. */
export interface InputError {
  readonly in: 'body' | 'query' | 'path';
  /** Where in it, as a JSON Pointer (RFC 6901); empty for the whole. */
  readonly pointer: string;
  /** What rule it breaks, for programs. */
  readonly code: string;
  readonly message: string;
}

/** The request was read, but breaks the documented form. */
export function validationFailed(errors: readonly InputError[]): HttpProblem {
  return new HttpProblem(422, 'validation_failed', 'The request does not have the documented form.', {
    details: { errors },
  });
}
