import type { Database } from '../../src/platform/database/database.js';
import { CalculationLife } from '../../src/modules/calculation/calculation-life.js';
import { CalculationService } from '../../src/modules/calculation/calculation.service.js';
import { ChangesService } from '../../src/modules/calculation/changes.service.js';
import { ShardWorker } from '../../src/modules/calculation/shards/shard-worker.js';
import { WorkerProcesses } from '../../src/modules/calculation/shards/worker-processes.js';
import { ParticipantsService } from '../../src/modules/participants/participants.service.js';
import { RulesService } from '../../src/modules/rules/rules.service.js';

/** The parts of the calculation on a database, put together by hand. */
export function calculationOn(database: Database): {
  service: CalculationService;
  changes: ChangesService;
  life: CalculationLife;
  worker: ShardWorker;
} {
  const rules = new RulesService(database);
  const life = new CalculationLife(database);
  const participants = new ParticipantsService();
  const worker = new ShardWorker(database, participants, rules);
  return {
    service: new CalculationService(database, rules, life, worker, new WorkerProcesses(database)),
    changes: new ChangesService(database, rules, participants),
    life,
    worker,
  };
}
