import { setTimeout as pause } from 'node:timers/promises';
import { StoryFault } from './story-fault.js';

/** Milliseconds between two looks at what has not come yet. */
const PAUSE = 150;
/** Milliseconds after which somebody who watches wants to know what is waited for. */
const LONG = 2_000;

/**
 * @typedef {Record<string, string | number>} Facts ids as texts, amounts as numbers of francs
 *
 * @typedef {object} ToldStep
 * @property {number} step
 * @property {string} chapter
 * @property {string} title
 * @property {string} outcome
 * @property {Facts} facts
 *
 * @typedef {object} Failure
 * @property {number} step
 * @property {string} title
 * @property {string} reason
 *
 * @typedef {(outcome: string, facts?: Facts) => void} Tell says how a step ended
 */

/** Where the story is played: counts its steps, tells each in one line, and knows where it broke off. */
export class Stage {
  /** @type {ToldStep[]} */
  steps = [];
  /** @type {Failure | null} */
  failure = null;
  #chapter = '';
  #isChapterTold = true;
  #say;
  #patience;

  /**
   * @param {(line: string) => void} say
   * @param {number} [patience] milliseconds to wait for anything the system does by itself
   */
  constructor(say, patience = 60_000) {
    this.#say = say;
    this.#patience = patience;
  }

  /** @param {string} title told with the first line of the chapter */
  chapter(title) {
    this.#chapter = title;
    this.#isChapterTold = false;
  }

  /**
   * @template Result
   * @param {string} title
   * @param {(tell: Tell) => Promise<Result>} work
   * @returns {Promise<Result>}
   * @throws {StoryFault} the one of the work, kept as the failure of the story
   */
  async step(title, work) {
    const step = this.steps.length + 1;
    let outcome = 'done';
    /** @type {Facts} */
    let facts = {};
    try {
      const result = await work((told, known = {}) => {
        outcome = told;
        facts = known;
      });
      this.steps.push({ step, chapter: this.#chapter, title, outcome, facts });
      this.#tell(`${String(step).padStart(3)}. ${title}: ${outcome}${idsOf(facts)}`);
      return result;
    } catch (error) {
      if (error instanceof StoryFault) this.failure = { step, title, reason: error.message };
      throw error;
    }
  }

  /**
   * Reads until what is read is as it should be.
   *
   * @template Read
   * @param {string} what is waited for
   * @param {() => Promise<Read>} read
   * @param {(value: Read) => boolean} isThere
   * @param {(value: Read) => string} describe what there is instead
   * @returns {Promise<Read>}
   * @throws {StoryFault} when it does not come
   */
  async until(what, read, isThere, describe) {
    const begun = performance.now();
    let isTold = false;
    for (;;) {
      const value = await read();
      if (isThere(value)) return value;
      const waited = performance.now() - begun;
      if (waited > this.#patience) {
        const seconds = Math.round(this.#patience / 1_000);
        throw new StoryFault(`waited ${seconds} s in vain for ${what}; it is still ${describe(value)}`);
      }
      if (!isTold && waited > LONG) {
        this.#tell(`     … waiting for ${what}`);
        isTold = true;
      }
      await pause(PAUSE);
    }
  }

  /** @param {string} line */
  #tell(line) {
    if (!this.#isChapterTold) this.#say(`\n${this.#chapter}`);
    this.#isChapterTold = true;
    this.#say(line);
  }
}

/** @param {Facts} facts */
function idsOf(facts) {
  const ids = Object.entries(facts).filter(([, value]) => typeof value === 'string');
  return ids.length === 0 ? '' : `  [${ids.map(([name, id]) => `${name} ${id}`).join(', ')}]`;
}
