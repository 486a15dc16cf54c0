import type { ReactElement } from 'react';
import type { Reading } from './answer.js';
import { useProgress } from './progress.js';
import { stepKey, type Recipe, type Step } from './recipe.js';
import { inSight } from './in-sight.js';
import { blanksIn, canFill } from './prepare.js';
import { StepOutcome } from './outcome/step-outcome.js';
import type { StepTabs } from './use-step-tabs.js';

interface Props {
  readonly recipe: Recipe;
  readonly step: Step;
  readonly number: number;
  readonly tabs: StepTabs;
}

interface StepButtonProps {
  readonly step: Step;
  readonly stepName: string;
  readonly tabs: StepTabs;
  readonly earlier: readonly Reading[];
}

/** One step: what it does and what to change, the button that opens it, and how its last run went. */
export function StepCard({ recipe, step, number, tabs }: Props): ReactElement {
  const key = stepKey(recipe, step);
  const state = tabs.stateOf(key);
  const { readings } = useProgress();
  const reading = readings[key];
  const earlier = recipe.steps.slice(0, number - 1).flatMap((each) => readings[stepKey(recipe, each)] ?? []);
  const done = reading !== undefined && reading.faults.length === 0;
  return (
    <li className={`step ${state}`} aria-current={state === 'front' ? 'step' : undefined}>
      <span className={done ? 'number done' : 'number'} aria-hidden="true">
        {done ? '✓' : number}
      </span>
      <h3>
        <span className="visually-hidden">Step {number}: </span>
        {step.title}
      </h3>
      <p>{step.text}</p>
      <Blanks step={step} written={tabs.variablesOf(key)} earlier={earlier} />
      <StepButton step={step} stepName={key} tabs={tabs} earlier={earlier} />
      <div role="status">
        {state === 'front' && !reading && <RunHint />}
        {reading && <StepOutcome reading={reading} />}
      </div>
    </li>
  );
}

/** The one thing to do with a step: open it, go to where it is open, or put it back to how the recipe has it. */
function StepButton({ step, stepName, tabs, earlier }: StepButtonProps): ReactElement {
  const state = tabs.stateOf(stepName);
  const isFront = state === 'front';
  const words = isFront ? 'Start this step over' : state === 'closed' ? 'Open this step' : 'Go to its tab';
  return (
    <p className="actions">
      <button
        type="button"
        className={isFront ? 'button quiet' : 'button'}
        disabled={!tabs.ready}
        onClick={() => (isFront ? tabs.restore(step, earlier) : tabs.open(stepName, step, earlier))}
      >
        {words}
        <span className="visually-hidden">: {step.title}</span>
      </button>
    </p>
  );
}

interface BlanksProps {
  readonly step: Step;
  /** What stands in its tab, once it is open. */
  readonly written: string | undefined;
  readonly earlier: readonly Reading[];
}

/** What somebody has to put into the variables before running. */
function Blanks({ step, written, earlier }: BlanksProps): ReactElement | null {
  const blanks = written === undefined ? blanksIn(step.variables, earlier) : blanksIn(written, []);
  const toFill = blanks.some((blank) => canFill(blank, earlier));
  if (blanks.length === 0) return null;
  return (
    <ul className="blanks" aria-label="Fill in before you run">
      {blanks.map(({ path, says, isGiven }) => (
        <li key={path}>
          {isGiven ? 'Run the earlier step first; this takes ' : 'Put '}
          {says} {isGiven ? 'as' : 'in'} <code>{path}</code>
        </li>
      ))}
      {toFill && <li>Or start this step over: it is filled in from the answer.</li>}
    </ul>
  );
}

function RunHint(): ReactElement {
  return (
    <p className="hint" ref={inSight}>
      Opened in a tab. Change what the step tells you under <b>Variables</b>, below the operation. Then press{' '}
      <b>
        <span aria-hidden="true">▶</span> Run
      </b>
      , the green button beside the operation, or Ctrl-Enter.
    </p>
  );
}
