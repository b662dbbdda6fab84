"""Build time only: what the browser gets is made here. The running app never imports it."""
