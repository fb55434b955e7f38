import type { Id } from '../../kernel/index.js';
import { InvalidService } from './service-errors.js';

/** Lengths are in characters as people count them, which is also how PostgreSQL does. */
const TITLE = { min: 3, max: 120 };
const DESCRIPTION = { min: 1, max: 5_000 };
const REASON = { min: 1, max: 1_000 };
const TAG = { min: 2, max: 30 };
const MAX_TAGS = 10;
const MAX_MEDIA = 10;
const DELIVERY_DAYS = { min: 1, max: 365 };
const REVISIONS = { min: 0, max: 100 };

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Any text, several paragraphs perhaps, trimmed. @throws InvalidService */
export function checkedText(pointer: string, text: string, { min, max }: Range): string {
  const trimmed = text.normalize('NFC').trim();
  const length = [...trimmed].length;
  if (length < min || length > max)
    throw new InvalidService(pointer, `This has ${min} to ${max} characters.`);
  return trimmed;
}

/** One line of text without control characters, trimmed. @throws InvalidService */
export function checkedLine(pointer: string, text: string, range: Range): string {
  const line = checkedText(pointer, text, range);
  if (/\p{Cc}/u.test(line))
    throw new InvalidService(pointer, 'This is one line, without control characters.');
  return line;
}

/** A list of such lines, each once. @throws InvalidService */
export function checkedLines(
  pointer: string,
  lines: readonly string[],
  range: Range,
  { min, max }: Range,
): readonly string[] {
  if (lines.length < min || lines.length > max)
    throw new InvalidService(pointer, `This is a list of ${min} to ${max}.`);
  const checked = lines.map((line, index) => checkedLine(`${pointer}/${index}`, line, range));
  if (new Set(checked).size < checked.length) throw new InvalidService(pointer, 'This names each once.');
  return checked;
}

/** @throws InvalidService */
export function checkedWhole(pointer: string, value: number, { min, max }: Range): number {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new InvalidService(pointer, `This is a whole number from ${min} to ${max}.`);
  return value;
}

/** @throws InvalidService */
export function checkedTitle(title: string): string {
  return checkedLine('/title', title, TITLE);
}

/** @throws InvalidService */
export function checkedDescription(description: string): string {
  return checkedText('/description', description, DESCRIPTION);
}

/** What staff tells a seller. @throws InvalidService */
export function checkedReason(reason: string): string {
  return checkedText('/reason', reason, REASON);
}

/** Lower case, each once, in the order given. @throws InvalidService */
export function checkedTags(tags: readonly string[]): readonly string[] {
  if (tags.length > MAX_TAGS) throw new InvalidService('/tags', `A service has at most ${MAX_TAGS} tags.`);
  return [...new Set(tags.map((tag, index) => checkedLine(`/tags/${index}`, tag, TAG).toLowerCase()))];
}

/** @throws InvalidService */
export function checkedMedia(uploadIds: readonly Id<'upload'>[]): readonly Id<'upload'>[] {
  if (uploadIds.length > MAX_MEDIA)
    throw new InvalidService('/media', `A service has at most ${MAX_MEDIA} pictures.`);
  if (new Set(uploadIds).size < uploadIds.length)
    throw new InvalidService('/media', 'A service shows a picture once.');
  return uploadIds;
}

/** @throws InvalidService */
export function checkedDeliveryDays(days: number, pointer = '/deliveryDays'): number {
  return checkedWhole(pointer, days, DELIVERY_DAYS);
}

/** Null for as many as the customer likes. @throws InvalidService */
export function checkedRevisions(revisions: number | null, pointer = '/revisionsIncluded'): number | null {
  return revisions === null ? null : checkedWhole(pointer, revisions, REVISIONS);
}
