/** @import { PathFigures } from './paths.js' */

/**
 * @typedef {object} BenchReport
 * @property {number} services
 * @property {number} rounds
 * @property {string} node
 * @property {string} databases
 * @property {readonly PathFigures[]} paths
 */

/** The contender that the goals are meant for. */
export const OURS = '2KRIKA';

/**
 * @param {BenchReport} report
 * @returns {string} for people
 */
export function table({ services, rounds, node, databases, paths }) {
  const missed = paths.filter(isMissed).map(({ path }) => `  ${path}`);
  return [
    `${services} services, medians of ${rounds} rounds, Node ${node}`,
    databases,
    ...paths.flatMap((figures) => ['', figures.path, ...lines(figures), ...profileLine(figures)]),
    '',
    ...(missed.length > 0 ? ['Below their goals:', ...missed] : ['Every goal is met.']),
  ].join('\n');
}

/** @param {PathFigures} path */
function lines({ goal, clients, contenders }) {
  return contenders.map(({ name, milliseconds, ratio }) => {
    const speed = clients > 1 ? ` ${String(Math.round(1_000 / milliseconds)).padStart(6)}/s` : '';
    const remark =
      name === OURS && goal !== null ? `   goal ${goal.toFixed(1)}${ratio < goal ? ': missed' : ''}` : '';
    return `  ${name.padEnd(14)} ${milliseconds.toFixed(2).padStart(8)} ms${speed}  × ${ratio.toFixed(2)}${remark}`;
  });
}

/** @param {PathFigures} path */
function profileLine({ profile }) {
  if (profile === null) return [];
  const shares = profile.map(({ where, share }) => `${where} ${(share * 100).toFixed(0)} %`);
  return [`  time of ${OURS}: ${shares.join(', ')}`];
}

/** @param {PathFigures} path */
function isMissed({ goal, contenders }) {
  return goal !== null && contenders.some(({ name, ratio }) => name === OURS && ratio < goal);
}
