import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

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
  // Its handle would keep the event loop alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return { cancel: () => guard.kill('SIGKILL') };
}
