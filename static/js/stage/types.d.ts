/** What the stage reads of the page's state, and the shapes of what it makes of it. */
import type { Value } from "../numbers.js";

export interface Step {
  index: number;
  phase: "forward" | "loss" | "backward" | "update";
  layer: number | null;
  writes: string;
  operation: string;
  reads: string[];
  tex: string;
  code: string;
  why: string;
  pattern: string;
  title: string;
  ask: string;
  equation: string[];
  example?: number;
}

export interface Matrix {
  shape: [number, number];
  dims: [string, string];
  values: Value[][];
}

export interface Scalars {
  m: number;
  lr: number;
  l2: number;
  mu: number;
  t: number;
}

export interface State {
  spec: Record<string, unknown>;
  steps: Step[];
  layers: number[];
  activations: string[];
  m: number;
  examples: number[];
  scalars: Scalars;
  matrices: Record<string, Matrix>;
  iteration: number;
  step: string;
  beat: number;
  beats: number;
  cell: [number, number] | null;
  status: string;
  example?: number | null;
  ranges: Record<string, number>;
  view: string;
  next: Trace | null;
  [key: string]: unknown;
}

/** What the stage takes of a prefetched trace. */
export interface Trace {
  iteration: number;
  steps: Step[];
  scalars: Scalars;
  examples: number[];
  matrices: Record<string, Matrix>;
  ranges?: Record<string, number>;
  [key: string]: unknown;
}

export interface Actions {
  select(cell: [number, number] | null): void;
  goto(position: { iteration?: number; step?: string; beat?: number }): void;
  setView(view: "equation" | "ledger"): void;
  [name: string]: (...values: never[]) => void;
}
