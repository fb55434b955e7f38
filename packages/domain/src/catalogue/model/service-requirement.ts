import { checkedLines, checkedText } from './service-content.js';
import { InvalidService } from './service-errors.js';

/** How a requirement is answered: in words, by picking one of its choices, or with a file. */
export const REQUIREMENT_KINDS = ['text', 'choice', 'file'] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

const PROMPT = { min: 3, max: 500 };
const CHOICE = { min: 1, max: 100 };
const CHOICES = { min: 2, max: 20 };
/** Customers do not answer more. */
const MAX_REQUIREMENTS = 20;

/** A question a seller asks before work begins. Its place in the list is its place on the page. */
export interface ServiceRequirement {
  readonly prompt: string;
  readonly kind: RequirementKind;
  /** Two at least, for a choice; null for everything else. */
  readonly choices: readonly string[] | null;
  /** Whether work waits for the answer. */
  readonly isRequired: boolean;
}

/** @throws InvalidService */
export function checkedRequirements(
  requirements: readonly ServiceRequirement[],
): readonly ServiceRequirement[] {
  if (requirements.length > MAX_REQUIREMENTS)
    throw new InvalidService('/requirements', `A service asks at most ${MAX_REQUIREMENTS} questions.`);
  return requirements.map((requirement, index) => checkedRequirement(`/requirements/${index}`, requirement));
}

function checkedRequirement(at: string, requirement: ServiceRequirement): ServiceRequirement {
  const { prompt, kind, choices } = requirement;
  if ((kind === 'choice') !== (choices !== null))
    throw new InvalidService(`${at}/choices`, 'A choice has choices, and nothing else has.');
  return {
    ...requirement,
    prompt: checkedText(`${at}/prompt`, prompt, PROMPT),
    choices: choices === null ? null : checkedLines(`${at}/choices`, choices, CHOICE, CHOICES),
  };
}
