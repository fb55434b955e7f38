export * from './file-storage.contract.js';
export * from './upload-repository.contract.js';
export * from './upload-views.contract.js';
