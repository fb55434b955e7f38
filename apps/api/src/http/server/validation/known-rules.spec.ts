import { getMetadataStorage, IsInt, IsString } from 'class-validator';
import { keepFoundRules } from './known-rules.js';

class Parent {
  @IsString()
  name!: string;
}

class Child extends Parent {
  @IsInt()
  age!: number;
}

describe('the rules of a class', () => {
  const found: unknown[] = [];
  const storage = Object.create(getMetadataStorage()) as ReturnType<typeof getMetadataStorage>;
  const propertiesOf = (type: new () => object, groups: string[] = []) =>
    storage
      .getTargetValidationMetadatas(type, '', false, false, groups)
      .map(({ propertyName }) => propertyName)
      .sort();

  beforeAll(() => {
    const original = storage.getTargetValidationMetadatas.bind(storage);
    storage.getTargetValidationMetadatas = (type, ...options) => {
      found.push(type);
      return original(type, ...options);
    };
    keepFoundRules(storage);
  });

  beforeEach(() => found.splice(0));

  it('are looked up once for each class, with those it inherits', () => {
    for (let time = 0; time < 3; time += 1) {
      expect(propertiesOf(Child)).toEqual(['age', 'name']);
      expect(propertiesOf(Parent)).toEqual(['name']);
    }
    expect(found).toEqual([Child, Parent]);
  });

  it('are looked up anew for groups, which choose among them', () => {
    expect(propertiesOf(Child, ['adults'])).toEqual([]);
    expect(propertiesOf(Child, ['adults'])).toEqual([]);
    expect(found).toEqual([Child, Child]);
  });
});
