/** The system did not do what the story says it does. Its message is one plain line. */
export class StoryFault extends Error {
  /**
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = 'StoryFault';
  }
}

/** The system refused a request. */
export class Refusal extends StoryFault {
  /**
   * @param {number} status of HTTP
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}
