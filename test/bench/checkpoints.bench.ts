import { expect, it } from "vitest";
import { killTraining } from "./checkpointKills.mjs";
import { writeResults } from "./results.js";

it("checkpoints outlive 200 kills at random moments", async () => {
  const found = await killTraining(200);
  console.log(found);
  expect(found).toMatchObject({ lost: 0, halved: 0, stacks: 0, different: 0 });
  const what = `${found.kills} kills (SIGKILL) at random moments while training wrote its 16 checkpoints anew, ${found.inside} of them with a folder on its way in or out`;
  const left = `lost ${found.lost}, halved ${found.halved}, stack traces ${found.stacks}, resumed trainings that ended with other numbers ${found.different}`;
  writeResults("checkpoints", `## Killed while saving\n\n${what}: ${left}.`);
});
