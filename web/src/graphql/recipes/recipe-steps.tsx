import { useEffect, useRef, type ReactElement } from 'react';
import type { Recipe } from './recipe.js';
import { StepCard } from './step-card.js';
import { useStepTabs } from './use-step-tabs.js';

/** One job: what it is for, and its steps in their order. */
export function RecipeSteps({
  recipe,
  onBack,
}: {
  readonly recipe: Recipe;
  readonly onBack: () => void;
}): ReactElement {
  const stepTabs = useStepTabs();
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever chose a job by keyboard goes on from its title, not from the top of the page.
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="recipes">
      <button type="button" className="back" onClick={onBack}>
        <span aria-hidden="true">←</span> All recipes
      </button>
      <h2 ref={title} tabIndex={-1}>
        {recipe.title}
      </h2>
      <p className="soft">{recipe.summary}</p>
      <ol className="steps">
        {recipe.steps.map((step, index) => (
          <StepCard key={step.id} recipe={recipe} step={step} number={index + 1} tabs={stepTabs} />
        ))}
      </ol>
    </div>
  );
}
