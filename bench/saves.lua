-- POST /receipts, a receipt of its own each time. Arguments: the form's other fields, a file
-- for the ids of the receipts that were answered with 303, a number that no other run has, and
-- then pairs of device key and member, taken in turn.
local report = dofile("summary.lua")
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  fields, saved, run = args[1], io.open(args[2], "a"), tonumber(args[3])
  devices, count, wrong = {}, 0, 0
  for at = 4, #args, 2 do
    devices[#devices + 1] = { key = args[at], member = args[at + 1] }
  end
  math.randomseed(run)
end

local function id(version)
  return string.format(
    "%08x-%04x-%s%03x-a%03x-%06x%06x", os.time(), math.random(0, 65535), version,
    math.random(0, 4095), math.random(0, 4095), math.random(0, 16777215), math.random(0, 16777215)
  )
end

-- No amount twice, and none far from the others: the app asks nothing back.
function request()
  count = count + 1
  local device = devices[count % #devices + 1]
  local day = string.format("2025-%02d-%02d", count % 12 + 1, count % 28 + 1)
  local body = fields .. "&id=" .. id("7") .. "&op_id=" .. id("4") .. "&member_id=" .. device.member
    .. "&care_from=" .. day .. "&care_to=" .. day .. "&copay=" .. (100000 + run * 10000 + count)
  return wrk.format("POST", wrk.path, {
    ["Host"] = wrk.headers["Host"],
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Cookie"] = "device=" .. device.key,
  }, body)
end

function response(status, headers)
  local id = status == 303 and headers["Location"]:match("saved=([0-9a-f-]+)")
  if id then
    saved:write(id, "\n")
    saved:flush()
  else
    wrong = wrong + 1
  end
end

function done(summary, latency)
  -- wrk itself counts answers from 400 up
  report(summary, latency, threads[1]:get("wrong") - summary.errors.status)
end
