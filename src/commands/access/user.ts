import { InvalidArgumentError, type Command } from 'commander';
import { ROLE_NAMES, ROLES, type Role } from '../../modules/access/access.service.js';
import { randomPassword, roleNamed, UsersService, type User } from '../../modules/access/users.service.js';
import { Refusal } from '../../platform/refusal.js';
import { date } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR, table, type Answer } from '../output.js';

const ROLE_LIST = ROLES.map((role) => role.replaceAll('_', '-')).join(', ');

/** `kicker user …`: who may sign in, and as what. Whoever can start the command line vouches for them alone. */
export function addUser(program: Command): void {
  const user = program.command('user').description('who may sign in, and as what');
  user
    .command('add')
    .description('make a user; set a password for them with kicker user password')
    .argument('<login>')
    .requiredOption('--name <name>', 'what the person is called')
    .option('--participant <id>', 'the participant that the person is')
    .option('--role <role>', `a role, in effect at once; may be repeated: ${ROLE_LIST}`, roles, [])
    .action(answering(add));
  user.command('list').description('users and their roles').action(answering(list));
  user
    .command('disable')
    .description('refuse a user from the next request on')
    .argument('<login>')
    .option('--reason <text>', 'why; stands in the audit')
    .option('--undo', 'let the user in again')
    .action(answering(disable));
  user
    .command('password')
    .description('set a random password and print it, or take the first line of standard input')
    .argument('<login>')
    .option('--stdin', 'read the password from standard input')
    .action(answering(password));
  addGrants(user);
}

function addGrants(user: Command): void {
  user
    .command('grant')
    .description('give a role, in effect at once')
    .argument('<login>')
    .argument('<role>', ROLE_LIST, role)
    .option('--from <date>', 'the first day; today without it', date)
    .option('--until <date>', 'the first day without it', date)
    .option('--reason <text>', 'why; stands in the audit')
    .action(answering(grant));
  user
    .command('revoke')
    .description('take a role away, at once')
    .argument('<login>')
    .argument('<role>', ROLE_LIST, role)
    .option('--reason <text>', 'why; stands in the audit')
    .action(answering(revoke));
}

interface Reasoned {
  readonly reason?: string;
}

async function add(
  login: string,
  options: { readonly name: string; readonly participant?: string; readonly role: readonly Role[] },
): Promise<Answer> {
  const { name, participant = null, role: given } = options;
  return await withUsers((users) => users.add(OPERATOR, { login, name, participant, roles: given }));
}

async function list(): Promise<Answer> {
  return await withEnvironment(async ({ app }) => {
    const users = await app.get(UsersService).list(OPERATOR);
    const rows = users.map((each) => [each.login, each.name, each.participant ?? '', standing(each)]);
    return { text: table(['login', 'name', 'participant', 'roles'], rows), json: users };
  });
}

async function disable(
  login: string,
  { undo, reason }: Reasoned & { readonly undo?: boolean },
): Promise<Answer> {
  return await withUsers((users) =>
    undo ? users.enable(OPERATOR, login, reason) : users.disable(OPERATOR, login, reason),
  );
}

async function password(login: string, { stdin }: { readonly stdin?: boolean }): Promise<Answer> {
  const given = stdin ? await firstLine() : randomPassword();
  return await withEnvironment(async ({ app }) => {
    await app.get(UsersService).setPassword(OPERATOR, login, given);
    if (stdin) return { text: `The password of ${login} is set.`, json: { login } };
    return { text: given, json: { login, password: given } };
  });
}

async function grant(
  login: string,
  wanted: Role,
  options: Reasoned & { readonly from?: string; readonly until?: string },
): Promise<Answer> {
  return await withUsers(async (users) => {
    await users.proposeRole(OPERATOR, { login, role: wanted, ...options });
    return await named(users, login);
  });
}

async function revoke(login: string, wanted: Role, { reason }: Reasoned): Promise<Answer> {
  return await withUsers(async (users) => {
    const { grants } = await named(users, login);
    const standingGrants = grants.filter((each) => each.role === wanted && each.state !== 'revoked');
    if (standingGrants.length === 0)
      throw new Refusal(
        'GRANT_UNKNOWN',
        `${login} is no ${ROLE_NAMES[wanted]}.`,
        'kicker user list shows who is what.',
      );
    for (const each of standingGrants) await users.revokeRole(OPERATOR, each.id, reason);
    return await named(users, login);
  });
}

async function named(users: UsersService, login: string): Promise<User> {
  const id = await users.idOf(login);
  const found = (await users.list(OPERATOR)).find((each) => each.id === id);
  if (!found) throw new Refusal('USER_UNKNOWN', `There is no user ${login}.`, 'kicker user list shows them.');
  return found;
}

async function withUsers(work: (users: UsersService) => Promise<User>): Promise<Answer> {
  return await withEnvironment(async ({ app }) => {
    const user = await work(app.get(UsersService));
    return { text: `${user.login}: ${user.name}, ${standing(user)}`, json: user };
  });
}

/** What stands today and later, in words. */
function standing({ disabled, grants }: User): string {
  const words = grants
    .filter(({ state }) => state !== 'revoked')
    .map(({ role: of, state, from, until }) => {
      const days = until === null ? `from ${from}` : `from ${from} until ${until}`;
      return `${ROLE_NAMES[of]} ${days}${state === 'proposed' ? ' (proposed)' : ''}`;
    });
  return [...(disabled ? ['disabled'] : []), ...(words.length === 0 ? ['no role'] : words)].join('; ');
}

function role(text: string): Role {
  const found = roleNamed(text);
  if (found) return found;
  throw new InvalidArgumentError(`Write one of ${ROLE_LIST}.`);
}

function roles(text: string, before: readonly Role[]): Role[] {
  return [...before, role(text)];
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text.split(/\r?\n/)[0] ?? '';
}
