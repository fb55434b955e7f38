import { LOCALES, type Locale } from '@2krika/domain';

const DEFAULT: Locale = 'fr';
/** One of a list such as `en-GB, fr;q=0.8`, with its weight (RFC 9110, 12.5.4). */
const RANGE = /^([a-z]{1,8})(?:-[a-z0-9-]{1,40})?(?:;q=([01](?:\.\d{1,3})?))?$/;

/** The language a reader prefers among ours, by `Accept-Language`; French when none of them is named. */
export function readerLocale(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .split(',')
    .map((range) => RANGE.exec(range))
    .map((match) => ({ language: match?.[1], weight: Number(match?.[2] ?? 1) }))
    .filter(({ weight }) => weight > 0)
    // Stable: of equal weights the first counts.
    .sort((left, right) => right.weight - left.weight);
  for (const { language } of wanted) {
    const known = LOCALES.find((locale) => locale === language);
    if (known) return known;
  }
  return DEFAULT;
}
