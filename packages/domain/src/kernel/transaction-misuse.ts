/** A transaction or a store was used in a way that is a mistake in our code, and no outcome a caller handles. */
export class TransactionMisuse extends Error {
  override readonly name = 'TransactionMisuse';
}
