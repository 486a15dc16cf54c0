import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  HttpException,
  Inject,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../../../platform/refusal.js';
import { ACCESS_SETTINGS, type AccessSettings } from '../access-settings.js';
import { Authenticator } from '../authenticator.service.js';
import { DemoService } from '../demo.service.js';
import type { Role } from '../matrix/roles.js';
import { askedOf, refuseCrossSite, sessionCookie } from './asked.js';
import { LONGEST_SECONDS } from './sessions.js';

const STATUS: Readonly<Record<string, number>> = {
  SIGN_IN: 401,
  CROSS_SITE: 403,
  TOO_MANY_ATTEMPTS: 429,
  AUTH_UNAVAILABLE: 503,
};
const LONGEST_LOGIN = 100;
const LONGEST_PASSWORD = 200;

/** Who is signed in, as a browser's page is told. */
interface SignedIn {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Signing in and out of a browser. Faults are JSON: what is wrong, and what to do. */
@Controller('session')
export class SessionController {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(DemoService) private readonly demo: DemoService,
    @Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings,
  ) {}

  @Post()
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async signIn(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
    @Body() body: unknown,
  ): Promise<void> {
    refuseOtherThanJson(request);
    const wanted = signInOf(body);
    await answering(async () => {
      refuseCrossSite(askedOf(request), this.settings.publicUrl);
      const token = await this.authenticator.signIn(wanted, request.socket.remoteAddress ?? '');
      this.setCookie(request, response, { token, seconds: LONGEST_SECONDS });
    });
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  async who(@Req() request: IncomingMessage): Promise<SignedIn> {
    const viewer = await answering(() => this.authenticator.authenticate(askedOf(request)));
    if (!viewer) throw fault(401, 'You are not signed in.', 'Sign in, or send a token.');
    const { login, name, roles } = viewer;
    return { login, name, roles };
  }

  @Delete()
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async signOut(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<void> {
    await answering(async () => {
      refuseCrossSite(askedOf(request), this.settings.publicUrl);
      await this.authenticator.signOut(request.headers.cookie);
      this.setCookie(request, response, { token: '', seconds: 0 });
    });
  }

  /** Whom one may sign in as without a password, in demo mode. */
  @Get('personas')
  @Header('Cache-Control', 'no-store')
  async personas(): Promise<{ personas: readonly (SignedIn & { readonly does: string })[] }> {
    const personas = await this.demo.personas();
    if (!personas) throw fault(404, 'There are no personas here.', 'Sign in with your login and password.');
    return { personas: personas.map(({ login, name, roles, does }) => ({ login, name, roles, does })) };
  }

  private setCookie(
    request: IncomingMessage,
    response: ServerResponse,
    { token, seconds }: { token: string; seconds: number },
  ): void {
    const secure =
      askedOf(request).isSecure === true || this.settings.publicUrl?.startsWith('https:') === true;
    response.setHeader('Set-Cookie', sessionCookie(token, { seconds, secure }));
  }
}

/** A form of another site can send anything but this type. */
function refuseOtherThanJson(request: IncomingMessage): void {
  if (/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return;
  throw fault(415, 'Signing in takes JSON.', 'Send Content-Type: application/json.');
}

function signInOf(body: unknown): { login: string; password: string | undefined } {
  const { login, password } = (body ?? {}) as Record<string, unknown>;
  const isLogin = typeof login === 'string' && login !== '' && login.length <= LONGEST_LOGIN;
  const isPassword =
    password === undefined || (typeof password === 'string' && password.length <= LONGEST_PASSWORD);
  if (isLogin && isPassword) return { login, password };
  throw fault(400, 'A login and a password are needed.', 'Send {"login": "...", "password": "..."}.');
}

function fault(status: number, message: string, hint: string): HttpException {
  return new HttpException({ message, hint }, status);
}

async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = error instanceof Refusal ? STATUS[error.code] : undefined;
    if (!(error instanceof Refusal) || status === undefined) throw error;
    throw fault(status, error.message, error.hint);
  }
}
