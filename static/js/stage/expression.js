/**
 * Values of the small expressions that stand between matrices, so that the page can tell whether
 * the digits it shows agree. Anything it cannot read has no value (null), and nothing is claimed.
 *
 * @typedef {{ kind: "number", value: number } | { kind: "name" | "mark", text: string }} Lexeme
 * @typedef {import("./types.d.ts").Scalars} Scalars
 * @typedef {{
 *   scalars: Scalars, values?: Record<string, number>, rows?: Record<string, number>[],
 * }} Scope  values: matrices at this cell; rows: the same for every cell of its column
 */

const LEXEME =
  /\s*(?:(\d*\.?\d+(?:e[−-]?\d+)?)(m?)|(log softmax|softmax|softplus|log|Σₖ|Σᵢ|[αμλm](?![A-Za-z])|[A-Za-z]\w*)|([()·⊙+−/√²ᵗ½-]))/uy;
const FUNCTIONS = new Set(["log", "softplus", "softmax", "log softmax"]);

/**
 * @param {string} text
 * @returns {Lexeme[] | null}
 */
export function lex(text) {
  /** @type {Lexeme[]} */
  const found = [];
  LEXEME.lastIndex = 0;
  while (LEXEME.lastIndex < text.length) {
    const match = LEXEME.exec(text);
    if (!match) return null;
    const [, number, times, name, mark] = match;
    if (number) found.push(...tight(Number(number.replace("−", "-")), times));
    else if (name) found.push({ kind: "name", text: name });
    else found.push({ kind: "mark", text: mark.replace("-", "−") });
  }
  return found;
}

/**
 * A number; with a letter right behind it, as in λ/2m, their product.
 * @param {number} value
 * @param {string} times
 * @returns {Lexeme[]}
 */
function tight(value, times) {
  if (!times) return [{ kind: "number", value }];
  return [
    { kind: "mark", text: "(" },
    { kind: "number", value },
    { kind: "name", text: times },
    { kind: "mark", text: ")" },
  ];
}

/**
 * @param {Lexeme[]} lexemes
 * @param {Scope} scope
 * @returns {number | null}
 */
export function evaluate(lexemes, scope) {
  const reader = new Reader(lexemes, scope);
  try {
    const value = reader.sum();
    return reader.done ? value : null;
  } catch {
    return null;
  }
}

class Unreadable extends Error {}

class Reader {
  /**
   * @param {Lexeme[]} lexemes
   * @param {Scope} scope
   */
  constructor(lexemes, scope) {
    this.lexemes = lexemes;
    this.scope = scope;
    this.at = 0;
  }

  get done() {
    return this.at >= this.lexemes.length;
  }

  /** @param {string[]} marks */
  take(...marks) {
    const one = this.lexemes[this.at];
    if (one?.kind !== "mark" || !marks.includes(one.text)) return null;
    this.at += 1;
    return one.text;
  }

  /** @returns {number} */
  sum() {
    let value = this.product();
    for (let sign = this.take("+", "−"); sign; sign = this.take("+", "−")) {
      const next = this.product();
      value = sign === "+" ? value + next : value - next;
    }
    return value;
  }

  /** @returns {number} */
  product() {
    let value = this.signed();
    for (;;) {
      const mark = this.take("·", "⊙", "/");
      if (!mark && !this.startsFactor()) return value;
      const next = this.signed();
      value = mark === "/" ? value / next : value * next;
    }
  }

  /** Two factors may stand side by side without a sign. */
  startsFactor() {
    const one = this.lexemes[this.at];
    return one !== undefined && (one.kind !== "mark" || ["(", "√", "½"].includes(one.text));
  }

  /** @returns {number} */
  signed() {
    if (this.take("−")) return -this.signed();
    if (this.take("√")) return Math.sqrt(this.power());
    return this.power();
  }

  /** @returns {number} */
  power() {
    let value = this.primary();
    for (let mark = this.take("²", "ᵗ"); mark; mark = this.take("²", "ᵗ")) {
      value = mark === "²" ? value ** 2 : value ** this.scope.scalars.t;
    }
    return value;
  }

  /** @returns {number} */
  primary() {
    if (this.take("(")) {
      const value = this.sum();
      if (!this.take(")")) throw new Unreadable();
      return value;
    }
    if (this.take("½")) return 0.5;
    const one = this.lexemes[this.at];
    this.at += 1;
    if (one?.kind === "number") return one.value;
    if (one?.kind !== "name") throw new Unreadable();
    if (one.text.startsWith("Σ")) return this.total();
    if (FUNCTIONS.has(one.text)) return this.call(one.text);
    return this.named(one.text);
  }

  /** The sum over the column of all that follows, up to the next bracket that closes. */
  total() {
    const { rows, values, scalars } = this.scope;
    if (!rows) throw new Unreadable();
    const from = this.at;
    let value = 0;
    for (const row of rows) {
      this.at = from;
      this.scope = { scalars, rows, values: row };
      value += this.sum();
    }
    this.scope = { scalars, rows, values };
    return value;
  }

  /** @param {string} name */
  call(name) {
    const from = this.at;
    const inner = this.power();
    if (name === "log") return Math.log(inner);
    if (name === "softplus") return Math.max(inner, 0) + Math.log1p(Math.exp(-Math.abs(inner)));
    const { rows, values, scalars } = this.scope;
    const all = (rows ?? []).map((row) => {
      this.at = from;
      this.scope = { scalars, rows, values: row };
      return this.power();
    });
    this.scope = { scalars, rows, values };
    if (!all.length) throw new Unreadable();
    const top = Math.max(...all);
    const logged = inner - top - Math.log(all.reduce((sum, v) => sum + Math.exp(v - top), 0));
    return name === "softmax" ? Math.exp(logged) : logged;
  }

  /** @param {string} name */
  named(name) {
    const { scalars, values = {} } = this.scope;
    const known = { ...values, α: scalars.lr, μ: scalars.mu, λ: scalars.l2, m: scalars.m };
    const value = /** @type {Record<string, number>} */ (known)[name];
    if (value === undefined) throw new Unreadable();
    return value;
  }
}
