import { defineExercise } from "../exercises.js";
import { lesson00 } from "./lesson00.js";
import { lesson01 } from "./lesson01.js";

for (const exercise of [...lesson00, ...lesson01]) defineExercise(exercise);
