import { PermissionMissing, Unauthenticated, type Actor, type PermissionCode } from '@2krika/domain';

/**
 * Who may call a route. There is no default: a route without a rule does not compile. `Caller` is what its
 * handler receives.
 */
export interface Access<Caller extends Actor | undefined = Actor | undefined> {
  readonly kind: 'anonymous' | 'signed_in' | 'staff' | 'provider';
  /** What the actor's roles must allow, when being signed in is not enough. */
  readonly permission?: PermissionCode;
  /** @throws Unauthenticated; PermissionMissing */
  admit(actor: Actor | undefined): Caller;
}

/** Anybody. A token is not looked at, so a stale one does not shut its owner out of public pages. */
export const anonymous: Access<undefined> = { kind: 'anonymous', admit: () => undefined };

/** Anybody signed in. What exactly they may see and do is for the use case to decide. */
export const signedIn: Access<Actor> = { kind: 'signed_in', admit: requireActor };

/** A signed-in person whose roles hold the permission. */
export function staff(permission: PermissionCode): Access<Actor> {
  return {
    kind: 'staff',
    permission,
    admit(actor) {
      const known = requireActor(actor);
      if (!known.permissions.has(permission)) throw new PermissionMissing(permission);
      return known;
    },
  };
}

/** A remote system that signs the bytes it sends. The signature is checked behind the route, not here. */
export const provider: Access<undefined> = { kind: 'provider', admit: () => undefined };

/** Whether callers show a token. */
export function takesToken({ kind }: Access): boolean {
  return kind === 'signed_in' || kind === 'staff';
}

function requireActor(actor: Actor | undefined): Actor {
  if (!actor) throw new Unauthenticated();
  return actor;
}
