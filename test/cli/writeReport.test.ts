import { it } from "vitest";

it.todo("writes a page");
