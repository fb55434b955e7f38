/** A fault of the surroundings, not of the code. Its message is one plain line that says what to do. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = 'SetupError';
  }
}

/**
 * @param {unknown} error
 * @returns {string} its message, or the thing itself when it is no error
 */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
