import { defineExercise } from "../exercises.js";
import { lesson00 } from "./lesson00.js";
import { lesson01 } from "./lesson01.js";
import { lesson02 } from "./lesson02.js";
import { lesson03 } from "./lesson03.js";

for (const exercise of [...lesson00, ...lesson01, ...lesson02, ...lesson03]) {
  defineExercise(exercise);
}
