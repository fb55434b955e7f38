import { DevelopmentClock } from '@2krika/composition';
import { Clock, IdGenerator, PaymentProviders, PayoutProviders } from '@2krika/domain';
import {
  FakeClock,
  FakePaymentProvider,
  FakePaymentProviders,
  FakePayoutProvider,
  FakePayoutProviders,
} from '@2krika/domain/testing';

/** @import { OpenContainer } from '@2krika/composition' */

/** @typedef {OpenContainer['container']} Container */

/** The same ids for the same story, whenever it is told. */
class StoryIds extends IdGenerator {
  story = 0xffff;
  made = 0;

  /** @param {number} story 0 to 65534; the last one is that of everything else */
  begin(story) {
    this.story = story;
    this.made = 0;
  }

  generate() {
    this.made += 1;
    const hex = (/** @type {number} */ value, /** @type {number} */ digits) =>
      value.toString(16).padStart(digits, '0');
    return `019a0000-${hex(this.story, 4)}-7fff-8000-${hex(this.made, 12)}`;
  }
}

/**
 * The product as it is wired for everybody, in a world where we say what time it is and what the operators do.
 *
 * @typedef {object} SeedWorld
 * @property {Container} container
 * @property {FakeClock} clock
 * @property {FakePaymentProvider} provider
 * @property {Date} now what everything is dated back from
 * @property {(story: number, at: Date) => void} beginStory
 */

/**
 * @param {Container} container nothing was taken out of it yet
 * @param {Date | null} at null for now
 * @returns {SeedWorld}
 */
export function openSeedWorld(container, at) {
  const now = at ?? container.get(DevelopmentClock).now();
  const [clock, ids, provider] = [new FakeClock(now), new StoryIds(), new FakePaymentProvider()];
  container.rebind(Clock).toConstantValue(clock);
  container.rebind(IdGenerator).toConstantValue(ids);
  container.rebind(PaymentProviders).toConstantValue(new FakePaymentProviders(provider));
  container.rebind(PayoutProviders).toConstantValue(new FakePayoutProviders(new FakePayoutProvider()));
  return {
    container,
    clock,
    provider,
    now,
    beginStory: (story, start) => {
      ids.begin(story);
      clock.set(start);
    },
  };
}
