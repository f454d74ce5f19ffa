/** In the place of what asks the server, or leads to a page of it: nothing to see, nothing to ask. */

export function createCheck() {
  return { refresh() {}, destroy() {} };
}

export function show() {}
