import { expect } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { expectPairedBars } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { emotions, sentences, seven } from "./galleryNumbers.js";

export const interpretationChart: ChartCheck = {
  builder: "interpretationChart",
  drawnBy: "vega",
  controls: ["range: row"],
  drawing: (chart) => expectPairedBars(chart, seven[0], emotions),
  interactions: {
    async "the slider shows each row in turn, with its text and its answer"(chart) {
      for (const [row, logits] of seven.entries()) {
        expect(await chart.move("row", row)).toBe(row);
        await chart.soon(() => expectPairedBars(chart, logits, emotions));
        const texts = await chart.texts();
        // One text of two lines: the sentence, then what tells how sure the row is.
        expect(texts.join("\n")).toContain(`${sentences[row]}runner-up `);
        expect(texts).toContain(`row ${row}: ${emotions[argmax(logits)]}`);
      }
    },
  },
};
