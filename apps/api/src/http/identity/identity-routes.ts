import type {
  LogIn,
  LogOut,
  LogOutEverywhere,
  ReadOwnProfile,
  RefreshSession,
  RegisterUser,
  RequestEmailVerification,
  VerifyEmail,
} from '@2krika/domain';
import { anonymous, created, noContent, ok, route, signedIn, type Route } from '../server/index.js';
import {
  EmailBody,
  EmailVerificationBody,
  LoginBody,
  RefreshBody,
  RegistrationBody,
} from './identity-inputs.js';
import {
  OwnProfileView,
  TokensView,
  toOwnProfileView,
  toTokensView,
  toUserView,
  UserView,
} from './identity-views.js';

export interface IdentityUseCases {
  readonly registerUser: RegisterUser;
  readonly verifyEmail: VerifyEmail;
  readonly requestEmailVerification: RequestEmailVerification;
  readonly logIn: LogIn;
  readonly refreshSession: RefreshSession;
  readonly logOut: LogOut;
  readonly logOutEverywhere: LogOutEverywhere;
  readonly readOwnProfile: ReadOwnProfile;
}

const USER_AGENT_LENGTH = 255;

export function identityRoutes(useCases: IdentityUseCases): readonly Route[] {
  const { registerUser, verifyEmail, requestEmailVerification, logIn } = useCases;
  const { refreshSession, logOut, logOutEverywhere, readOwnProfile } = useCases;
  return [
    route({
      method: 'POST',
      path: '/auth/register',
      summary: 'Open an account. A token that verifies the address is mailed.',
      tag: 'Account',
      access: anonymous,
      body: RegistrationBody,
      answers: { 201: UserView },
      refusals: [
        'identity.invalid_email',
        'identity.invalid_username',
        'identity.weak_password',
        'identity.email_taken',
        'identity.username_taken',
      ],
      handle: async ({ body: { locale = 'fr', ...registration } }) =>
        created('/v1/me', toUserView(await registerUser.execute({ ...registration, locale }))),
    }),
    route({
      method: 'POST',
      path: '/auth/verify-email',
      summary: 'Verify the address with the mailed token.',
      tag: 'Account',
      access: anonymous,
      body: EmailVerificationBody,
      answers: { 200: UserView },
      refusals: ['identity.invalid_token'],
      handle: async ({ body }) => ok(toUserView(await verifyEmail.execute(body))),
    }),
    route({
      method: 'POST',
      path: '/auth/verify-email/resend',
      summary: 'Mail the token again. The answer is the same whether or not the address has an account.',
      tag: 'Account',
      access: anonymous,
      body: EmailBody,
      answers: { 204: 'empty' },
      refusals: ['identity.invalid_email'],
      async handle({ body }) {
        await requestEmailVerification.execute(body);
        return noContent();
      },
    }),
    route({
      method: 'POST',
      path: '/auth/login',
      summary: 'Sign in on one device.',
      tag: 'Account',
      access: anonymous,
      body: LoginBody,
      answers: { 200: TokensView },
      refusals: ['identity.invalid_credentials', 'identity.email_not_verified', 'identity.account_closed'],
      handle: async ({ body, header }) => {
        const userAgent = header('user-agent')?.slice(0, USER_AGENT_LENGTH) ?? null;
        return ok(toTokensView(await logIn.execute({ ...body, userAgent })));
      },
    }),
    route({
      method: 'POST',
      path: '/auth/refresh',
      summary: 'Exchange the refresh token for the next pair. One that is used twice ends the session.',
      tag: 'Account',
      access: anonymous,
      body: RefreshBody,
      answers: { 200: TokensView },
      refusals: ['identity.invalid_refresh_token', 'identity.account_closed'],
      handle: async ({ body }) => ok(toTokensView(await refreshSession.execute(body))),
    }),
    route({
      method: 'POST',
      path: '/auth/logout',
      summary: 'Sign out on this device.',
      tag: 'Account',
      access: signedIn,
      body: RefreshBody,
      answers: { 204: 'empty' },
      async handle({ actor, body }) {
        await logOut.execute({ actor, ...body });
        return noContent();
      },
    }),
    route({
      method: 'POST',
      path: '/auth/logout-all',
      summary: 'Sign out everywhere.',
      tag: 'Account',
      access: signedIn,
      answers: { 204: 'empty' },
      async handle({ actor }) {
        await logOutEverywhere.execute({ actor });
        return noContent();
      },
    }),
    route({
      method: 'GET',
      path: '/me',
      summary: 'Your own account.',
      tag: 'Account',
      access: signedIn,
      answers: { 200: OwnProfileView },
      async handle({ actor }) {
        const profile = await readOwnProfile.execute({ actor });
        return ok(toOwnProfileView(profile), { version: profile.version });
      },
    }),
  ];
}
