import type { WindowWorking } from '../../../model/result.js';
import type { Standing } from '../../measure/measuring.js';

/** What is to be told of a quota: what it was before relief, and of how many people it is the sum. */
export function quotaMade(
  standing: Standing | null | undefined,
): Pick<WindowWorking, 'relievedFrom' | 'members'> {
  const { relievedFrom, members } = standing ?? {};
  return {
    ...(relievedFrom ? { relievedFrom } : {}),
    ...(members === undefined ? {} : { members }),
  };
}
