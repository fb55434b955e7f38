export * from './file-content.js';
export * from './upload-factory.js';
