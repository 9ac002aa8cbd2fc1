// Runs before the first paint, so that a chosen theme does not flash. The toggle itself is in src/parts/theme-toggle.tsx.
try {
  const chosen = localStorage.getItem('kondor-theme')
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen
} catch {
  // Storage may be forbidden; the system's preference then stands.
}
