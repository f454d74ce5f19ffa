/**
 * The only file that asks the server. Replies are JSON; what fails is a `Refusal` (the server
 * said why) or an `Unreachable` (nobody answered).
 */
import { parsed } from "./parse.js";

export class Refusal extends Error {
  /** @param {any} problem a problem+json body */
  constructor(problem) {
    super(sentence(problem?.detail || problem?.title || "The server refused this."));
    this.status = problem?.status ?? 0;
    this.errors = errorsOf(problem);
  }
}

/** A detail as a sentence. @param {string} text */
function sentence(text) {
  const whole = text[0].toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** What is wrong with each field. @param {any} problem @returns {{pointer: string, detail: string}[]} */
export function errorsOf(problem) {
  const list = Array.isArray(problem?.errors) ? problem.errors : [];
  return list.map((/** @type {any} */ e) => ({ pointer: e.pointer, detail: sentence(e.detail) }));
}

export class Unreachable extends Error {}

const API = "/api/v1/";

/** @param {string} path @param {RequestInit} [options] @returns {Promise<Response>} */
async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options?.signal?.aborted) throw error;
    throw new Unreachable("The server cannot be reached.");
  }
  if (response.ok) return response;
  if ([502, 503, 504].includes(response.status)) throw new Unreachable("The server is busy.");
  const problem = await response.json().catch(() => null);
  throw new Refusal(problem ?? { status: response.status, title: response.statusText });
}

/** @param {string} route @param {(string|null|false|undefined)[]} parts query parts, empty ones left out */
function path(route, ...parts) {
  const query = parts.filter(Boolean).join("&");
  return API + route + (query ? `?${query}` : "");
}

let engine = "";

/** Name the engine in every question: its answers may then be kept for ever. @param {string} name */
export function pin(name) {
  engine = name;
}

/** @param {string} route @param {string[]} parts @param {AbortSignal} [signal] */
async function get(route, parts, signal) {
  const pinned = engine && `engine=${encodeURIComponent(engine)}`;
  const response = await ask(path(route, ...parts, pinned), { signal });
  return parsed(await response.arrayBuffer());
}

/** The whole iteration. @param {string} query @param {number} iteration @param {AbortSignal} [signal] */
export function trace(query, iteration, signal) {
  return get("trace", [query, `iteration=${iteration}`], signal);
}

/** The steps without their values. @param {string} query @param {AbortSignal} [signal] */
export function program(query, signal) {
  return get("program", [query], signal);
}

/** One step with what it reads. @param {string} query @param {number} iteration @param {string} name @param {AbortSignal} [signal] */
export function step(query, iteration, name, signal) {
  return get("step", [query, `iteration=${iteration}`, `step=${name}`], signal);
}

/** @param {string} query @param {number} until @param {number} [points] at most so many */
export function history(query, until, points) {
  return get("history", [query, `until=${until}`, points ? `points=${points}` : ""]);
}

/** @param {string} query @param {number} iteration @param {string} parameter @param {[number, number]} cell @param {AbortSignal} [signal] */
export function check(query, iteration, parameter, cell, signal) {
  const parts = [`iteration=${iteration}`, `parameter=${parameter}`, `cells=${cell.join(",")}`];
  return get("check", [query, ...parts], signal);
}

/** A question about an iteration. @param {string} route @param {string} query @param {number} iteration @param {string[]} own the route's parameters @param {AbortSignal} [signal] */
export function about(route, query, iteration, own, signal) {
  return get(route, [query, `iteration=${iteration}`, ...own], signal);
}

/** For a picture four decimals do. @param {string} query @param {number} iteration @param {number} resolution @param {AbortSignal} [signal] */
export function boundary(query, iteration, resolution, signal) {
  const own = [`iteration=${iteration}`, `resolution=${resolution}`, "digits=4"];
  return get("boundary", [query, ...own], signal);
}

/** The parts of the page that follow from the program: tape, layers, why. @param {string} query @param {AbortSignal} [signal] */
export async function parts(query, signal) {
  return (await ask(query ? `/why?${query}` : "/why", { signal })).text();
}

/** Rows of a table, as HTML. @param {string} path */
export async function rows(path) {
  return (await ask(path)).text();
}

/** A file, under the name that the server gives it. @param {string} path */
export async function file(path) {
  const response = await ask(path);
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "");
  return { name: named?.[1] ?? "stepgrad", blob: await response.blob() };
}

/** @param {string} route @param {object} what @param {AbortSignal} [signal] */
async function post(route, what, signal) {
  const body = JSON.stringify(what);
  const headers = { "Content-Type": "application/json" };
  return (await ask(path(route), { method: "POST", headers, body, signal })).json();
}

/** Save a spec too long for an address. @param {object} spec @param {AbortSignal} [signal] */
export function save(spec, signal) {
  return post("specs", spec, signal);
}

/** A learner's own matrix beside the true one. @param {object} mine @param {AbortSignal} [signal] */
export function compare(mine, signal) {
  return post("compare", mine, signal);
}

/** Whether somebody answers. */
export async function alive() {
  try {
    await ask("/healthz", { cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Train up to an iteration and hear how far it is.
 * @param {string} query @param {number} until
 * @param {(progress: {iteration: number, until: number, J: number}) => void} heard
 * @param {AbortSignal} signal
 */
export async function train(query, until, heard, signal) {
  const response = await ask(path("train", query, `until=${until}`), { signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const { event, data } = eventOf(block);
      if (event === "progress") heard(JSON.parse(data));
      if (event === "problem") throw new Refusal(JSON.parse(data));
      if (event === "done") return;
    }
  }
}

/** @param {string} block one server-sent event */
function eventOf(block) {
  const lines = block.split(/\r?\n/);
  const field = (/** @type {string} */ name) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart())
      .join("\n");
  return { event: field("event"), data: field("data") };
}
