#include "relay/admin/open_door.h"

namespace relay::admin {

json::Value describe(const OpenDoor& door) {
  using json::Value;
  const http::Counts& counts = door.counts;
  return Value::Record{{"door", door.name},
                       {"url", door.url},
                       {"connections", counts.connections},
                       {"limit", door.limits.connections},
                       {"limit_by_address", door.limits.connections_per_address},
                       {"accepted", counts.accepted},
                       {"turned_away", counts.turned_away},
                       {"handshakes_failed", counts.handshakes_failed},
                       {"refused", counts.refused},
                       {"answered", Value::Record{{"2xx", counts.answered[2]},
                                                  {"3xx", counts.answered[3]},
                                                  {"4xx", counts.answered[4]},
                                                  {"5xx", counts.answered[5]}}},
                       {"sent", counts.sent}};
}

}  // namespace relay::admin
