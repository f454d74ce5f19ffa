/** Of Papa Parse only what we call. */
declare const Papa: {
  parse(
    text: string,
    config: { skipEmptyLines: "greedy"; preview?: number; delimitersToGuess?: string[] },
  ): {
    data: string[][];
    errors: { type: string; code: string; message: string; row?: number }[];
    meta: { delimiter: string; truncated: boolean };
  };
};
export default Papa;
