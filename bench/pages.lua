-- One page again and again. With an argument every address is new, so that no page is found
-- in a cache: the argument makes this run's addresses different from those of other runs.
local report = dofile("summary.lua")
local run, count = nil, 0

function init(args)
  run = args[1]
  if run == nil then
    local same = wrk.format("GET", wrk.path)
    request = function() return same end
  end
end

function request()
  count = count + 1
  local joint = wrk.path:find("?", 1, true) and "&" or "?"
  return wrk.format("GET", wrk.path .. joint .. "visit=" .. run .. "-" .. count)
end

function done(summary, latency)
  report(summary, latency, 0)
end
