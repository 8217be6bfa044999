-- Asks wrk's server for the find page or its GeoJSON, each time from somewhere else in the city.
local path = nil

function init(args)
  path = wrk.path
  math.randomseed(7)
end

function request()
  local lat = 35.31 + math.random() * 0.29
  local lon = 139.46 + math.random() * 0.27
  return wrk.format("GET", string.format("%s?lat=%.6f&lon=%.6f&speaks=en", path, lat, lon))
end
