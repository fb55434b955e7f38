import { fork } from 'node:child_process';
import { onParentDeath } from '../dev-databases/parent-death.js';

/**
 * Runs a command as a child with its whole output, and that of all it starts, on our stderr: compilers and
 * package managers write to stdout as they like, and a machine that reads ours must find one document there.
 *
 * @param {string} path of the command
 * @param {readonly string[]} [args]
 * @returns {Promise<{ code: number, report: unknown }>} its exit code, and what it sent by `process.send`;
 *   undefined when that was nothing
 */
export function forkForReport(path, args = []) {
  return new Promise((resolve, reject) => {
    const child = fork(path, [...args], { execArgv: [], stdio: ['inherit', 2, 2, 'ipc'] });
    const guard = onParentDeath('kill -TERM "$1"', String(child.pid));
    // The terminal sends Ctrl-C to both of us: we wait for what the child makes of it. SIGTERM comes to us alone.
    const wait = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', pass);
    /** @type {unknown} */
    let report;
    child.on('message', (message) => {
      report = message;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      guard.cancel();
      process.off('SIGINT', wait).off('SIGTERM', pass);
      resolve({ code: code ?? 1, report });
    });
  });
}
