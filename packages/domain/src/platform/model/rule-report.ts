/** What became of looking whether stored data keeps a rule. */
export interface RuleReport<Rule extends string = string> {
  readonly rule: Rule;
  /** How many things break it. */
  readonly violations: number;
  /** Some of them, each in a few words. */
  readonly examples: readonly string[];
}

/** Of the things that break a rule, how many are named. */
export const MAX_EXAMPLES = 5;

/** The report of those that break the rule. */
export function reportOf<Rule extends string>(rule: Rule, broken: readonly string[]): RuleReport<Rule> {
  return { rule, violations: broken.length, examples: broken.slice(0, MAX_EXAMPLES) };
}
