import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * Lets class-validator look the rules of a class up once. By itself it goes through all classes there are, for those
 * it may inherit from, each time it checks an object: half the time of a check. The rules are complete when a class
 * is, so what was found stays true.
 */
export function keepFoundRules(storage: Storage = getMetadataStorage()): void {
  const known = new Map<unknown, Rules>();
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  storage.getTargetValidationMetadatas = (type, schema, always, isStrict, groups) => {
    const isPlain = !schema && !groups?.length && !always && !isStrict;
    if (!isPlain) return lookUp(type, schema, always, isStrict, groups);
    const rules = known.get(type) ?? lookUp(type, schema, always, isStrict, groups);
    known.set(type, rules);
    return rules;
  };
}
