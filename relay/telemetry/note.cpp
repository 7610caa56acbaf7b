#include "relay/telemetry/note.h"

#include <algorithm>

namespace relay::telemetry {

void Note::ask(const Contact& contact) {
  key.address = contact.address;
  ++requests;
  known = contact.known;
  asked = contact.at;
  offered = contact.release;
  name = contact.name;
  group = contact.group;
  agent = contact.agent;
  newest = std::max(newest, contact.newest);
  says = std::max(says, contact.says);
}

void Note::end(int status_of_it, const ShortText<kLongestPath>& path_of_it) {
  status = static_cast<std::uint16_t>(status_of_it);
  path = path_of_it;
}

void Note::take(policy::Sequence release, const ShortText<64>& in_group) {
  taken = release;
  taken_in = in_group;
}

void Note::add(const Note& later, policy::Instant now) {
  requests += later.requests;
  newest = std::max(newest, later.newest);
  says = std::max(says, later.says);
  const bool newer = later.requests > 0 && later.asked >= asked;
  if (newer) {
    key.address = later.key.address;
    known = later.known;
    asked = later.asked;
    offered = later.offered;
    name = later.name;
    group = later.group;
    agent = later.agent;
  }
  // Of an answer that is over after a look it is not said when it was asked for.
  if (later.status != 0 && (newer || later.requests == 0 || status == 0)) {
    status = later.status;
    path = later.path;
  }
  if (later.taken != policy::Sequence{}) {
    take(later.taken, later.taken_in);
    taken_at = now;
  }
}

std::optional<std::uint64_t> crowd_of(const Note& note) {
  const policy::Address& address = note.key.address;
  if (authenticated(note.known) || address.v4()) return std::nullopt;
  std::uint64_t network = 0;
  for (std::size_t i = 0; i < 8; ++i) network = network << 8U | address.bytes.at(i);
  return network;
}

}  // namespace relay::telemetry
