import type { IncomingMessage } from 'node:http';
import { Controller, Get, Header, HttpException, Inject, Req } from '@nestjs/common';
import { Gate } from '../../graphql/server/gate.js';
import type { Viewer } from '../../identity/viewer.js';
import { Refusal } from '../../refusal.js';
import type { Recipe } from './recipe.js';

/** The recipes that were read at the start. */
export const RECIPES = Symbol('recipes');

/** What the page shows beside the editor, for who is signed in. */
@Controller('recipes.json')
export class RecipesController {
  constructor(
    @Inject(RECIPES) private readonly recipes: readonly Recipe[],
    @Inject(Gate) private readonly gate: Gate,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async read(@Req() request: IncomingMessage): Promise<{ readonly recipes: readonly Recipe[] }> {
    if (await this.whoAsks(request)) return { recipes: this.recipes };
    throw new HttpException({ message: 'You are not signed in.', hint: 'Sign in, or send a token.' }, 401);
  }

  private async whoAsks(request: IncomingMessage): Promise<Viewer | null> {
    try {
      return await this.gate.authenticate(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, hint } = error;
      throw new HttpException({ message, hint }, code === 'AUTH_UNAVAILABLE' ? 503 : 403);
    }
  }
}
