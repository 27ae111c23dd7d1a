/** The embedded `sst2`: its logits for three sentences of lesson 01, and the bias in each of them; the test asks the model. */
export const sst2Logits = {
  /** "This is a fantastic movie!" */
  fantastic: [-3.484269, 3.850646],
  /** "This movie was terrible." */
  terrible: [2.9741, -3.290823],
  /** "I expected more." */
  expected: [-0.136028, 0.15718],
  b: [-0.00142246, 0.001422456],
};
