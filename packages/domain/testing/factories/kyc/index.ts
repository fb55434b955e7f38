export {
  aKycLimit,
  anIdentity,
  approved as approvedIdentity,
  claimed as claimedIdentity,
  expired as expiredIdentity,
  rejected as rejectedIdentity,
  resubmissionRequested as resubmissionRequestedIdentity,
  submitted as submittedIdentity,
} from './identity-factory.js';
export * from './with-kyc.js';
