import { field } from '../dev-databases/json.js';
import { StoryFault } from './story-fault.js';

/** What the system answered, or a part of it. Reading what is not there is a fault of the system. */
export class Answer {
  #body;
  #where;

  /**
   * @param {unknown} body
   * @param {string} where it comes from: the request, then the path inside the answer
   */
  constructor(body, where) {
    this.#body = body;
    this.#where = where;
  }

  /**
   * @param {string} name
   * @throws {StoryFault}
   */
  text(name) {
    const value = field(this.#body, name);
    return typeof value === 'string' ? value : this.#lacks('text', name);
  }

  /**
   * @param {string} name
   * @throws {StoryFault}
   */
  textOrNull(name) {
    return field(this.#body, name) === null ? null : this.text(name);
  }

  /**
   * @param {string} name
   * @throws {StoryFault}
   */
  number(name) {
    const value = field(this.#body, name);
    return typeof value === 'number' ? value : this.#lacks('number', name);
  }

  /**
   * @param {string} name
   * @returns {Answer}
   * @throws {StoryFault}
   */
  part(name) {
    const value = field(this.#body, name);
    return typeof value === 'object' && value !== null
      ? new Answer(value, `${this.#where} ${name}`)
      : this.#lacks('object', name);
  }

  /**
   * @param {string} name
   * @returns {Answer[]}
   * @throws {StoryFault}
   */
  list(name) {
    const value = field(this.#body, name);
    return Array.isArray(value)
      ? value.map((item, index) => new Answer(item, `${this.#where} ${name}[${index}]`))
      : this.#lacks('list', name);
  }

  /**
   * @param {string} kind
   * @param {string} name
   * @returns {never}
   */
  #lacks(kind, name) {
    throw new StoryFault(`${this.#where} answered without the ${kind} "${name}"`);
  }
}
