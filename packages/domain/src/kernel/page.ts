import { DomainError } from './domain-error.js';

/** A page by number, as people turn pages. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  /** Rows a page, 1 to 100. */
  readonly limit: number;
}

export interface Page<Row> {
  readonly results: readonly Row[];
  /** Rows in all pages. */
  readonly count: number;
  readonly page: number;
  readonly limit: number;
  readonly totalPages: number;
}

export const DEFAULT_LIMIT = 20;
export const MAX_LIMIT = 100;
/** The deepest row a page may end at: beyond it, counting from the start costs more than it tells. */
export const MAX_DEPTH = 10_000;

/** The page does not exist in principle: not whole numbers, below 1, or too large or deep. */
export class InvalidPage extends DomainError {
  readonly code = 'kernel.invalid_page';
  readonly kind = 'invalid';
}

/**
 * Checks a page request and fills in the defaults: page 1, 20 rows.
 * @throws InvalidPage
 */
export function pageRequest(page = 1, limit = DEFAULT_LIMIT): PageRequest {
  if (!Number.isInteger(page) || page < 1)
    throw new InvalidPage('The page is a whole number from 1.', { pointer: '/page', page });
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InvalidPage(`The limit is a whole number from 1 to ${MAX_LIMIT}.`, {
      pointer: '/limit',
      limit,
    });
  }
  if (page * limit > MAX_DEPTH) {
    throw new InvalidPage(
      `A page ends at row ${MAX_DEPTH} at the latest. Narrow the filter, or read by cursor.`,
      {
        pointer: '/page',
        page,
        limit,
      },
    );
  }
  return { page, limit };
}

/** The rows to skip before this page. */
export function offset({ page, limit }: PageRequest): number {
  return (page - 1) * limit;
}

/** Puts rows and their total into the envelope every paged list answers with. */
export function pageOf<Row>(results: readonly Row[], count: number, { page, limit }: PageRequest): Page<Row> {
  return { results, count, page, limit, totalPages: Math.ceil(count / limit) };
}
