import { spawn } from 'node:child_process';

/**
 * Runs a shell script once this process is gone, however it went: SIGKILL leaves no other chance to stop a
 * child that was put beyond the reach of the terminal's Ctrl-C. A shell waits on a pipe only we hold open.
 *
 * @param {string} script of sh
 * @param {...string} args its $1, $2 …
 * @returns {{ cancel(): void }}
 */
export function onParentDeath(script, ...args) {
  const guard = spawn('sh', ['-c', `read -r _; ${script}`, 'guard', ...args], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // The handle of the pipe would keep the event loop alive; a stream's type does not tell it is a socket.
  if (guard.stdin !== null && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') {
    guard.stdin.unref();
  }
  return { cancel: () => guard.kill('SIGKILL') };
}
