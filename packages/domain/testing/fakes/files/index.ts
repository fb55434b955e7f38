export * from './fake-upload-audience.js';
export * from './in-memory-file-storage.js';
export * from './in-memory-files.js';
export * from './in-memory-upload-repository.js';
export * from './in-memory-upload-views.js';
