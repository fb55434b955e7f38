import * as domain from '@2krika/domain';
import type { Container } from 'inversify';
import type { CatalogueUseCases } from './http/catalogue/catalogue-routes.js';
import type { FileUseCases } from './http/files/file-routes.js';
import type { IdentityUseCases } from './http/identity/identity-routes.js';
import type { KycUseCases } from './http/kyc/kyc-routes.js';
import type { LedgerUseCases } from './http/ledger/ledger-routes.js';
import type { MessagingUseCases } from './http/messaging/messaging-routes.js';
import type { OperationUseCases } from './http/operations/operation-routes.js';
import type { OrderUseCases } from './http/ordering/order-routes.js';
import type { CalendarUseCases } from './http/operations/calendar-routes.js';
import type { RestoreUseCases } from './http/operations/restore-routes.js';
import type { PaymentUseCases } from './http/payments/payment-routes.js';

/** What the routes call. */
export type ApiUseCases = IdentityUseCases &
  FileUseCases &
  KycUseCases &
  CatalogueUseCases &
  OrderUseCases &
  MessagingUseCases &
  PaymentUseCases &
  LedgerUseCases &
  OperationUseCases &
  CalendarUseCases &
  RestoreUseCases;

/** Takes the use cases of the routes out of the container. */
export function apiUseCases(container: Container): ApiUseCases {
  return {
    registerUser: container.get(domain.RegisterUser),
    verifyEmail: container.get(domain.VerifyEmail),
    requestEmailVerification: container.get(domain.RequestEmailVerification),
    logIn: container.get(domain.LogIn),
    refreshSession: container.get(domain.RefreshSession),
    logOut: container.get(domain.LogOut),
    logOutEverywhere: container.get(domain.LogOutEverywhere),
    readOwnProfile: container.get(domain.ReadOwnProfile),
    createUpload: container.get(domain.CreateUpload),
    storeUploadContent: container.get(domain.StoreUploadContent),
    readUpload: container.get(domain.ReadUpload),
    openDownload: container.get(domain.OpenDownload),
    deleteUpload: container.get(domain.DeleteUpload),
    readOwnKyc: container.get(domain.ReadOwnKyc),
    listOwnIdentities: container.get(domain.ListOwnIdentities),
    readOwnIdentity: container.get(domain.ReadOwnIdentity),
    startIdentity: container.get(domain.StartIdentity),
    updateIdentity: container.get(domain.UpdateIdentity),
    attachIdentityDocument: container.get(domain.AttachIdentityDocument),
    detachIdentityDocument: container.get(domain.DetachIdentityDocument),
    submitIdentity: container.get(domain.SubmitIdentity),
    withdrawIdentity: container.get(domain.WithdrawIdentity),
    listIdentities: container.get(domain.ListIdentities),
    readIdentity: container.get(domain.ReadIdentity),
    openIdentityDocument: container.get(domain.OpenIdentityDocument),
    claimIdentity: container.get(domain.ClaimIdentity),
    releaseIdentity: container.get(domain.ReleaseIdentity),
    approveIdentity: container.get(domain.ApproveIdentity),
    requestResubmission: container.get(domain.RequestResubmission),
    rejectIdentity: container.get(domain.RejectIdentity),
    listCategories: container.get(domain.ListCategories),
    listServices: container.get(domain.ListServices),
    readService: container.get(domain.ReadService),
    createService: container.get(domain.CreateService),
    updateService: container.get(domain.UpdateService),
    addOption: container.get(domain.AddOption),
    removeOption: container.get(domain.RemoveOption),
    setServicePackages: container.get(domain.SetServicePackages),
    setServiceRequirements: container.get(domain.SetServiceRequirements),
    setServiceMedia: container.get(domain.SetServiceMedia),
    submitService: container.get(domain.SubmitService),
    pauseService: container.get(domain.PauseService),
    resumeService: container.get(domain.ResumeService),
    archiveService: container.get(domain.ArchiveService),
    approveService: container.get(domain.ApproveService),
    rejectService: container.get(domain.RejectService),
    listOwnServices: container.get(domain.ListOwnServices),
    placeOrder: container.get(domain.PlaceOrder),
    readOrder: container.get(domain.ReadOrder),
    listOrders: container.get(domain.ListOrders),
    listOrderActions: container.get(domain.ListOrderActions),
    listOrderEvents: container.get(domain.ListOrderEvents),
    deliverOrder: container.get(domain.DeliverOrder),
    acceptDelivery: container.get(domain.AcceptDelivery),
    requestRevision: container.get(domain.RequestRevision),
    cancelOrder: container.get(domain.CancelOrder),
    operateOrder: container.get(domain.OperateOrder),
    startPayment: container.get(domain.StartPayment),
    readPayment: container.get(domain.ReadPayment),
    listPayments: container.get(domain.ListPayments),
    requestRefund: container.get(domain.RequestRefund),
    approveRefund: container.get(domain.ApproveRefund),
    rejectRefund: container.get(domain.RejectRefund),
    readRefund: container.get(domain.ReadRefund),
    listRefunds: container.get(domain.ListRefunds),
    receiveWebhook: container.get(domain.ReceiveWebhook),
    listChats: container.get(domain.ListChats),
    readChat: container.get(domain.ReadChat),
    readHistory: container.get(domain.ReadHistory),
    sendMessage: container.get(domain.SendMessage),
    markRead: container.get(domain.MarkRead),
    markDelivered: container.get(domain.MarkDelivered),
    countUnread: container.get(domain.CountUnread),
    listCommunicationLog: container.get(domain.ListCommunicationLog),
    readOwnAccounts: container.get(domain.ReadOwnAccounts),
    readStatement: container.get(domain.ReadStatement),
    listOwnEarnings: container.get(domain.ListOwnEarnings),
    listPayoutMethods: container.get(domain.ListPayoutMethods),
    addPayoutMethod: container.get(domain.AddPayoutMethod),
    requestWithdrawal: container.get(domain.RequestWithdrawal),
    listOwnWithdrawals: container.get(domain.ListOwnWithdrawals),
    readOwnWithdrawal: container.get(domain.ReadOwnWithdrawal),
    cancelWithdrawal: container.get(domain.CancelWithdrawal),
    approveWithdrawal: container.get(domain.ApproveWithdrawal),
    rejectWithdrawal: container.get(domain.RejectWithdrawal),
    markWithdrawalReturned: container.get(domain.MarkWithdrawalReturned),
    readTrialBalance: container.get(domain.ReadTrialBalance),
    moveTreasury: container.get(domain.MoveTreasury),
    listJobRuns: container.get(domain.ListJobRuns),
    listBackups: container.get(domain.ListBackups),
    listDeadLetters: container.get(domain.ListDeadLetters),
    replayDeadLetter: container.get(domain.ReplayDeadLetter),
    listSlowQueries: container.get(domain.ListSlowQueries),
    explainSlowQuery: container.get(domain.ExplainSlowQuery),
    restoreUser: container.get(domain.RestoreUser),
    restoreService: container.get(domain.RestoreService),
    restoreCategory: container.get(domain.RestoreCategory),
  };
}
