import { expect, it } from "vitest";
import { killSetups } from "../workshop/killSetups.js";

/** Set-ups to kill: `FAULTS=300 npm run bench -- faults` kills more. */
const kills = Number(process.env.FAULTS ?? 100);

it(`${kills} set-ups killed at random moments are all mended by the next start`, async () => {
  const { killed, wrong } = await killSetups(kills, (done, bad) =>
    console.log(`${done} killed, ${bad} wrong`),
  );
  console.log(`${killed} set-ups killed, ${wrong.length} not mended or with a raw stack`);
  expect(wrong).toEqual([]);
}, 3_600_000);
