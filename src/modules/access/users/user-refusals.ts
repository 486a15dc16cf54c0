import type { RefusalCode } from '../../../platform/refusal-codes.js';
import { sqlState } from '../../../platform/database/database.js';
import { Refusal } from '../../../platform/refusal.js';

export function userUnknown(login: string): Refusal {
  return new Refusal(
    'USER_UNKNOWN',
    `There is no user ${login}.`,
    'List the users; a login has no spaces.',
    'login',
  );
}

export function grantUnknown(): Refusal {
  return new Refusal(
    'GRANT_UNKNOWN',
    'There is no such grant.',
    'List the users with their grants.',
    'grant',
  );
}

/** A grant that was confirmed or revoked already is not to be touched again. */
export function grantDone(what: string): Refusal {
  return new Refusal(
    'GRANT_DONE',
    `The grant was ${what} already.`,
    'List the users with their grants.',
    'grant',
  );
}

export function participantUnknown(participant: string): Refusal {
  return new Refusal(
    'PARTICIPANT_UNKNOWN',
    `There is no participant ${participant}.`,
    'Check the id, or import the participant first.',
    'participant',
  );
}

export function notAllowed(what: string): Refusal {
  return new Refusal('NOT_ALLOWED', `You may not ${what}.`, 'Ask a system admin which role allows it.');
}

/** What each constraint says to who broke it. */
const SAID: Readonly<
  Record<string, readonly [code: RefusalCode, message: string, hint: string, path: string]>
> = {
  kicker_user_login: [
    'USER_LOGIN_TAKEN',
    'This login is taken.',
    'Choose another; upper and lower case are the same.',
    'login',
  ],
  kicker_user_login_check: [
    'USER_LOGIN',
    'This cannot be a login.',
    'Write letters, digits and . _ @ + -, at most 100, the first a letter or digit.',
    'login',
  ],
  kicker_user_name_check: ['USER_NAME', 'A user needs a name.', 'Write at most 200 characters.', 'name'],
  kicker_user_participant_key: [
    'USER_PARTICIPANT_TAKEN',
    'This participant has a user already.',
    'A participant has one user: give that one the role, or enable it.',
    'participant',
  ],
  not_to_oneself: [
    'ROLE_TO_ONESELF',
    'Nobody grants a role to themselves.',
    'Let another system admin propose or confirm it.',
    'login',
  ],
  confirmed_by_another: [
    'ROLE_SECOND_PERSON',
    'A role is confirmed by somebody other than who proposed it.',
    'Ask another system admin to confirm it.',
    'grant',
  ],
  granted_once: [
    'ROLE_GRANTED',
    'The user has this role in that time already.',
    'Confirm or revoke what there is.',
    'role',
  ],
  comp_admin_or_finance: [
    'ROLES_EXCLUDE',
    'Nobody is comp admin and finance at once.',
    'Revoke the other role first, or grant this one to somebody else.',
    'role',
  ],
  system_admin_alone: [
    'ROLES_EXCLUDE',
    'A system admin holds no other role.',
    'Revoke the other role first, or grant this one to somebody else.',
    'role',
  ],
  role_grant_effective_check: [
    'ROLE_DAYS',
    'The role would end before it begins.',
    'Give a last day after the first.',
    'until',
  ],
};

const RANGE_BOUNDS = '22000';

/** The refusal that a constraint of the database means; anything else as it is. */
export function orRefusal(error: unknown): unknown {
  const { constraint } = (error ?? {}) as { constraint?: string };
  const said = SAID[constraint ?? (sqlState(error) === RANGE_BOUNDS ? 'role_grant_effective_check' : '')];
  if (said) return new Refusal(...said);
  if (sqlState(error) === 'KA006') return notAllowed('grant or revoke roles');
  return error;
}
