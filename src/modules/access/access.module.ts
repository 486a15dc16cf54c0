import { Module, type DynamicModule } from '@nestjs/common';
import { ACCESS_SETTINGS, CLOSED, type AccessSettings } from './access-settings.js';
import { AccessService } from './access.service.js';
import { Authenticator } from './authenticator.service.js';
import { DemoService } from './demo.service.js';
import { UserNamesService } from './user-names.service.js';
import { UsersService } from './users.service.js';

export type { AccessSettings } from './access-settings.js';

/** Who signs in, what they are, and what they may see and do. */
@Module({})
export class AccessModule {
  /** For the whole application; without settings people sign in by password alone. */
  static forRoot(settings: AccessSettings = CLOSED): DynamicModule {
    const services = [AccessService, UsersService, UserNamesService, DemoService, Authenticator];
    return {
      module: AccessModule,
      global: true,
      providers: [{ provide: ACCESS_SETTINGS, useValue: settings }, ...services],
      exports: [...services, ACCESS_SETTINGS],
    };
  }
}
