import type { WordEffectsInput } from "../../charts/wordEffects.js";
import type { ClassifierConfig } from "../../logits/config.js";
import type { ModelName } from "./caseOf.js";

/** What the page asks the worker that runs the models. */
export type Question =
  | { readonly type: "read"; readonly model: ModelName; readonly texts: readonly string[] }
  | {
      readonly type: "words";
      readonly model: ModelName;
      readonly text: string;
      /** `undefined` for the predicted class. */
      readonly label: string | undefined;
    };

export type ToModels = Question & { readonly id: number };

/** What the worker answers. */
export type FromModels =
  | { readonly type: "loading"; readonly model: ModelName; loaded: number; total: number }
  | { readonly type: "progress"; readonly done: number; readonly total: number }
  | { readonly type: "read"; readonly id: number; readonly read: ReadTexts }
  | { readonly type: "words"; readonly id: number; readonly effects: WordEffectsInput }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

/** What a model makes of texts. */
export interface ReadTexts {
  readonly config: ClassifierConfig;
  readonly texts: readonly ReadText[];
}

export interface ReadText {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly input_ids: readonly number[];
  /** Log-odds, one for each class. */
  readonly logits: readonly number[];
  /** Whether the text is longer than the model reads. */
  readonly isCut: boolean;
}
