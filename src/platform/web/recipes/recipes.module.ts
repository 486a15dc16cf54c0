import path from 'node:path';
import { Module } from '@nestjs/common';
import { projectRoot } from '../../project-root.js';
import { readRecipes } from './read-recipes.js';
import { RECIPES, RecipesController } from './recipes.controller.js';

/** The recipes, read once from `examples/`. Needs a Gate from a global module. */
@Module({
  controllers: [RecipesController],
  providers: [{ provide: RECIPES, useFactory: () => readRecipes(path.join(projectRoot(), 'examples')) }],
})
export class RecipesModule {}
