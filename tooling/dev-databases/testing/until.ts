import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 10_000;

/** Resolves once the condition holds; fails after 10 s, naming what was waited for. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${PATIENCE / 1_000} s in vain until ${what}.`);
    await pause(20);
  }
}
