import { Aggregate, type AggregateState } from './aggregate.js';

interface LampState extends AggregateState {
  readonly isOn: boolean;
}

const BUILT = new Date('2026-01-05T08:00:00.000Z');
const LATER = new Date('2026-01-05T09:00:00.000Z');

class Lamp extends Aggregate<LampState> {
  static build(): Lamp {
    return new Lamp('lamp', { id: 'l-1', isOn: false, version: 0, createdAt: BUILT, updatedAt: BUILT });
  }

  turnOn(now: Date): void {
    this.change({ isOn: true }, now);
    this.record('lamp.turned_on', now, { watts: '60' });
    this.record('lamp.warmed_up', now);
  }
}

describe('Aggregate', () => {
  it('changes only what was named, and notes when', () => {
    const lamp = Lamp.build();
    lamp.turnOn(LATER);
    expect(lamp.snapshot()).toEqual({
      ...{ id: 'l-1', isOn: true, version: 0, createdAt: BUILT, updatedAt: LATER },
    });
  });

  it('leaves a state that was handed out as it was', () => {
    const lamp = Lamp.build();
    const before = lamp.snapshot();
    lamp.turnOn(LATER);
    lamp.saved();
    expect(before).toMatchObject({ isOn: false, version: 0, updatedAt: BUILT });
  });

  it('counts its version up with each save, and not with a change', () => {
    const lamp = Lamp.build();
    lamp.turnOn(LATER);
    expect(lamp.version).toBe(0);
    lamp.saved();
    lamp.saved();
    expect(lamp.version).toBe(2);
    expect(lamp.snapshot()).toMatchObject({ isOn: true, version: 2, updatedAt: LATER });
  });

  it('hands out its events once, in the order they happened', () => {
    const lamp = Lamp.build();
    expect(lamp.pullEvents()).toEqual([]);
    lamp.turnOn(LATER);
    const from = { aggregateType: 'lamp', aggregateId: lamp.id, occurredAt: LATER };
    expect(lamp.pullEvents()).toEqual([
      { ...from, name: 'lamp.turned_on', payload: { watts: '60' } },
      { ...from, name: 'lamp.warmed_up', payload: {} },
    ]);
    expect(lamp.pullEvents()).toEqual([]);
  });
});
