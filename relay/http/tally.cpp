#include "relay/http/tally.h"

namespace relay::http {

void Tally::add_to(Counts& all) const {
  all.connections += connections.now();
  all.accepted += accepted.now();
  all.turned_away += turned_away.now();
  all.handshakes_failed += handshakes_failed.now();
  all.refused += refused.now();
  all.sent += sent.now();
  for (std::size_t i = 0; i < answered_.size(); ++i) all.answered[i] += answered_[i].now();
}

}  // namespace relay::http
