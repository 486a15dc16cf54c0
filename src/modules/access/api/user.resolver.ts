import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act, Ask } from '../../../platform/graphql/schema/shown.js';
import type { Role } from '../matrix/roles.js';
import { UsersService } from '../users.service.js';
import {
  RoleGrantInput,
  RoleGrantPayload,
  RoleProposeInput,
  UserAccessInput,
  UserAddInput,
  UserChangeInput,
  UserPayload,
} from './user.input.js';
import { Me, UserType } from './user.type.js';

const INPUT = { description: 'What is asked.' };

/** Oneself, users, and their roles. */
@Resolver(() => UserType)
export class UserResolver {
  constructor(private readonly service: UsersService) {}

  @Ask(() => Me, { to: 'everyone', description: 'You, as you are signed in.' })
  me(@Context() { viewer }: RequestContext): Me {
    const { login, name, roles, participant } = viewer;
    return { login, name, roles: roles as readonly Role[], participant };
  }

  @Ask(() => [UserType], {
    to: 'users',
    description: 'Users with their roles: all for system admins and auditors, yourself for others.',
    complexity: 50,
  })
  async users(@Context() { viewer }: RequestContext): Promise<readonly UserType[]> {
    return await this.service.list(viewer);
  }

  @Act(() => UserPayload, 'Adds a user, who has no role until one is proposed and confirmed.')
  async userAdd(
    @Args('input', INPUT, InputPipe) input: UserAddInput,
    @Context() context: RequestContext,
  ): Promise<Partial<UserPayload>> {
    return await mutate(context, { operation: 'userAdd', action: 'user.add', input }, async (viewer) => {
      const { login, name, participant = null } = input;
      return { user: await this.service.add(viewer, { login, name, participant }) };
    });
  }

  @Act(
    () => UserPayload,
    'Renames a user or says which participant they are; with another participant their sessions and tokens end at once.',
  )
  async userChange(
    @Args('input', INPUT, InputPipe) input: UserChangeInput,
    @Context() context: RequestContext,
  ): Promise<Partial<UserPayload>> {
    return await mutate(context, { operation: 'userChange', action: 'user.add', input }, async (viewer) => {
      const { login, name, participant, reason } = input;
      const changes = { name: name ?? undefined, participant, reason: reason ?? '' };
      return { user: await this.service.edit(viewer, login, changes) };
    });
  }

  @Act(() => UserPayload, 'Lets a user in, or no longer; their sessions and tokens end at once.')
  async userSetAccess(
    @Args('input', INPUT, InputPipe) input: UserAccessInput,
    @Context() context: RequestContext,
  ): Promise<Partial<UserPayload>> {
    return await mutate(
      context,
      { operation: 'userSetAccess', action: 'user.disable', input },
      async (viewer) => {
        const { login, disabled, reason } = input;
        const set = disabled
          ? this.service.disable.bind(this.service)
          : this.service.enable.bind(this.service);
        return { user: await set(viewer, login, reason ?? '') };
      },
    );
  }

  @Act(() => RoleGrantPayload, 'Proposes a role for somebody else; another system admin confirms it.')
  async rolePropose(
    @Args('input', INPUT, InputPipe) input: RoleProposeInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RoleGrantPayload>> {
    return await mutate(
      context,
      { operation: 'rolePropose', action: 'role.propose', input },
      async (viewer) => {
        const { login, role, from, until = null, reason } = input;
        const wanted = { login, role, until, reason: reason ?? '' };
        return { grant: await this.service.proposeRole(viewer, from == null ? wanted : { ...wanted, from }) };
      },
    );
  }

  @Act(() => RoleGrantPayload, 'Confirms a role that another system admin proposed for a third person.')
  async roleConfirm(
    @Args('input', INPUT, InputPipe) input: RoleGrantInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RoleGrantPayload>> {
    return await mutate(
      context,
      { operation: 'roleConfirm', action: 'role.confirm', input },
      async (viewer) => ({
        grant: await this.service.confirmRole(viewer, input.grant, input.reason ?? ''),
      }),
    );
  }

  @Act(() => RoleGrantPayload, 'Takes a role away, at once.')
  async roleRevoke(
    @Args('input', INPUT, InputPipe) input: RoleGrantInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RoleGrantPayload>> {
    return await mutate(
      context,
      { operation: 'roleRevoke', action: 'role.revoke', input },
      async (viewer) => ({
        grant: await this.service.revokeRole(viewer, input.grant, input.reason ?? ''),
      }),
    );
  }
}
