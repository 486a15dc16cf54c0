import type { Database } from '../../src/platform/database/database.js';
import { CalculationLife } from '../../src/modules/calculation/calculation-life.js';
import { CalculationService } from '../../src/modules/calculation/calculation.service.js';
import { ShardWorker } from '../../src/modules/calculation/shards/shard-worker.js';
import { WorkerProcesses } from '../../src/modules/calculation/shards/worker-processes.js';
import { ParticipantsService } from '../../src/modules/participants/participants.service.js';
import { RulesService } from '../../src/modules/rules/rules.service.js';

/** The parts of the calculation on a database, put together by hand. */
export function calculationOn(database: Database): {
  service: CalculationService;
  life: CalculationLife;
  worker: ShardWorker;
} {
  const rules = new RulesService(database);
  const life = new CalculationLife(database);
  const worker = new ShardWorker(database, new ParticipantsService(), rules);
  return {
    service: new CalculationService(database, rules, life, worker, new WorkerProcesses(database)),
    life,
    worker,
  };
}
