// Before the first paint: the theme chosen earlier, unless the address gives one. Not a module,
// because modules wait.
try {
  const theme = localStorage.getItem("stepgrad.theme");
  if (theme && !document.documentElement.dataset.theme) {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // A sandboxed frame has no storage; the system's theme stands.
}
