import { register } from "../register.js";

// The landing page needs nothing of this: it is for the visits after the first.
void register(new URL(".", location.href));
