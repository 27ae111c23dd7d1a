/** One text of a data set, with what a careful reader said about it. */
export interface Example {
  /** The data set's own name for it, `"r001"`; without one, the number of its row, from `"1"`. */
  id: string;
  text: string;
  /** Class index of the label, the first where there are several; absent in a file read with `label: null`. */
  label?: number;
  /** Class label of the same, `"POSITIVE"`. */
  label_name?: string;
  /** For texts that may have several labels: 1 for each class the text has and 0 for the others, in the classes' order. */
  labels?: number[];
  /** What kind of text it is: `["negation", "short"]`. */
  tags: string[];
}
