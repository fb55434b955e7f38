import type { ChatMember, ChatRole } from '@2krika/domain';

/** A member as `MEMBERS` reads it: JSON has no instants, only their ISO 8601 text. */
type MemberJson = [
  userId: string,
  role: ChatRole,
  joinedAt: string,
  leftAt: string | null,
  mutedUntil: string | null,
];

/** The column that follows those of a chat, for whoever reads it whole. */
export type ChatMembers = [members: MemberJson[]];

/** Reads the members of the row of `chats` around it, in the order they came. */
export const MEMBERS = `
  (SELECT json_agg(json_build_array(m.user_id, m.role, m.joined_at, m.left_at, m.muted_until)
      ORDER BY m.joined_at, m.role COLLATE "C", m.user_id) FROM chat_members m WHERE m.chat_id = chats.id)`;

export function membersOf([members]: ChatMembers): ChatMember[] {
  return members.map(([userId, role, joinedAt, leftAt, mutedUntil]) => ({
    userId,
    role,
    joinedAt: new Date(joinedAt),
    leftAt: instantOf(leftAt),
    mutedUntil: instantOf(mutedUntil),
  }));
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Writes the members of the chat that `written` is, from the five placeholders on. Nobody is removed: who leaves says when. */
export function putMembers(at: number): string {
  return `INSERT INTO chat_members (chat_id, user_id, role, joined_at, left_at, muted_until)
    SELECT written.id, m.user_id, m.role, m.joined_at, m.left_at, m.muted_until FROM written,
      unnest($${at}::uuid[], $${at + 1}::text[], $${at + 2}::timestamptz[], $${at + 3}::timestamptz[],
        $${at + 4}::timestamptz[]) AS m (user_id, role, joined_at, left_at, muted_until)
    ON CONFLICT (chat_id, user_id) DO UPDATE SET role = excluded.role, joined_at = excluded.joined_at,
      left_at = excluded.left_at, muted_until = excluded.muted_until, updated_at = now()`;
}

export function memberValues(members: readonly ChatMember[]) {
  return [
    members.map(({ userId }) => userId),
    members.map(({ role }) => role),
    members.map(({ joinedAt }) => joinedAt),
    members.map(({ leftAt }) => leftAt),
    members.map(({ mutedUntil }) => mutedUntil),
  ];
}
