export { productJobs, type Job } from './jobs/index.js';
export { runJobs } from './runner/run-jobs.js';
export { Worker } from './runner/worker.js';
