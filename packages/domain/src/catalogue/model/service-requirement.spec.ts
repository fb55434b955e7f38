import { aRequirement } from '../../../testing/factories/catalogue/service-factory.js';
import { InvalidService } from './service-errors.js';
import { checkedRequirements, type ServiceRequirement } from './service-requirement.js';

const choice = (...choices: string[]) => aRequirement({ kind: 'choice', choices });

describe('the questions of a service', () => {
  it('are kept trimmed, in their order', () => {
    const asked = [
      aRequirement({ prompt: ' Votre slogan ?\nEt votre nom ? ', isRequired: false }),
      choice(' Vert ', 'Ocre'),
      aRequirement({ kind: 'file' }),
    ];
    expect(checkedRequirements(asked)).toEqual([
      { ...asked[0], prompt: 'Votre slogan ?\nEt votre nom ?' },
      { ...asked[1], choices: ['Vert', 'Ocre'] },
      asked[2],
    ]);
    expect(checkedRequirements([])).toEqual([]);
  });

  it('are twenty at most', () => {
    const asked = Array.from({ length: 21 }, () => aRequirement());
    expect(checkedRequirements(asked.slice(1))).toHaveLength(20);
    expect(() => checkedRequirements(asked)).toThrow(
      expect.objectContaining({ details: { pointer: '/requirements' } }),
    );
  });

  it.each<[string, ServiceRequirement]>([
    ['/prompt', aRequirement({ prompt: ' a ' })],
    ['/prompt', aRequirement({ prompt: 'a'.repeat(501) })],
    ['/choices', aRequirement({ kind: 'choice' })],
    ['/choices', aRequirement({ kind: 'text', choices: ['Vert', 'Ocre'] })],
    ['/choices', aRequirement({ kind: 'file', choices: ['Vert', 'Ocre'] })],
    ['/choices', choice('Vert')],
    ['/choices', choice('Vert', ' Vert ')],
    ['/choices', choice(...Array.from({ length: 21 }, (_, at) => `Vert ${at}`))],
    ['/choices/1', choice('Vert', ' ')],
    ['/choices/0', choice('a'.repeat(101), 'Vert')],
    ['/choices/0', choice('deux\nlignes', 'Vert')],
  ])('are refused for their %s: %#', (pointer, requirement) => {
    const check = () => checkedRequirements([aRequirement(), requirement]);
    expect(check).toThrow(InvalidService);
    expect(check).toThrow(expect.objectContaining({ details: { pointer: `/requirements/1${pointer}` } }));
  });
});
