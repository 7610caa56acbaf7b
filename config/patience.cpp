#include "config/patience.h"

#include "config/values.h"

namespace config {

std::optional<policy::Freshness> read_freshness(Problems& problems, const Fields& path) {
  const Node* const node = path.get("freshness");
  if (node == nullptr) return std::nullopt;
  const Fields fields{problems, *node, {"a freshness", {"ceiling", "then"}}};
  policy::Freshness freshness{.mark = {path.at("freshness").line}};
  freshness.ceiling = lasting(problems, fields.need("ceiling")).value_or(freshness.ceiling);
  using Then = policy::Freshness::Then;
  const Words<Then> words{{"alarm", Then::Alarm}, {"advance", Then::Advance}};
  freshness.then = word(problems, fields.need("then"), words).value_or(freshness.then);
  return freshness;
}

std::optional<policy::NoEvidence> read_no_evidence(Problems& problems, const Fields& path) {
  const Node* const node = path.get("no_evidence");
  if (node == nullptr) return std::nullopt;
  const Fields fields{problems, *node, {"a no_evidence", {"after", "then"}}};
  policy::NoEvidence no_evidence{.mark = {path.at("no_evidence").line}};
  no_evidence.after = lasting(problems, fields.need("after")).value_or(no_evidence.after);
  using Then = policy::NoEvidence::Then;
  const Words<Then> words{{"hold", Then::Hold}, {"ask", Then::Ask}, {"open", Then::Open}};
  no_evidence.then = word(problems, fields.need("then"), words).value_or(no_evidence.then);
  return no_evidence;
}

}  // namespace config
