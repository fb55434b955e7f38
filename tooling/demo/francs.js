/**
 * @param {number} amount
 * @returns {string} as people write it: `50 000 FCFA`
 */
export function francs(amount) {
  return `${grouped(amount)} FCFA`;
}

/**
 * @param {number} amount
 * @returns {string} the digits in threes. Plain spaces: the ones that do not break cannot be searched for.
 */
export function grouped(amount) {
  return String(amount).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

/**
 * @param {number} amount
 * @returns {string} with its sign, as a change is written
 */
export function signed(amount) {
  return amount > 0 ? `+${grouped(amount)}` : grouped(amount);
}
