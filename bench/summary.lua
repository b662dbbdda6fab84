-- The last line of the output, for wrk.py. Loaded by the other scripts.
return function(summary, latency, wrong)
  local errors = summary.errors
  io.write(string.format(
    '\n{"answered": %d, "microseconds": %d, "p50": %d, "p99": %d, "slowest": %d, "wrong": %d}\n',
    summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency.max,
    wrong + errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
