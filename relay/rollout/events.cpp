#include "relay/rollout/events.h"

#include <algorithm>

#include "relay/catalog/halts.h"
#include "relay/catalog/subject.h"
#include "relay/rollout/evidence.h"

namespace relay::rollout {
namespace {

std::string evidence_for(const Recorded& recorded, const policy::GroupId& group,
                         policy::Sequence release, const Under& under) {
  const auto of = std::ranges::find(under.rules, group, &policy::FeedRulesOf::value_type::first);
  if (of == under.rules.end()) return {};
  return evidence(question(recorded, *of, under.moment), release);
}

/// One function for each event.
struct Record {
  db::Transaction& tx;
  const Recorded& recorded;
  const Under& under;

  void operator()(const policy::Opened& opened) const {
    const policy::FeedId& id = recorded.feed.id;
    const policy::Instant now = under.moment.now;
    const policy::Opening opening{
        .release = opened.release, .how = opened.how, .steps = {{opened.to, now}}};
    const std::string seen = evidence_for(recorded, opened.group, opened.release, under);
    catalog::open(tx, id, opened.group, opening, under.revision,
                  {.at = now, .reason = catalog::joined(opened.because, seen)});
    catalog::consume_approvals(tx, id, opened.group, opened.release, now);
  }
  void operator()(const policy::Widened& widened) const {
    catalog::widen(tx, {recorded.feed.id, widened.group, widened.release, widened.to},
                   {.at = under.moment.now});
  }
  void operator()(const policy::Halted& halted) const {
    catalog::halt(tx, recorded.feed.id, halted.release, halted.group,
                  {.at = under.moment.now, .reason = halted.why});
  }
};

}  // namespace

void record(db::Transaction& tx, const Recorded& recorded, const policy::Event& event,
            const Under& under) {
  std::visit(Record{tx, recorded, under}, event);
}

std::string told(const Recorded& recorded, const policy::Event& event) {
  return recorded.feed.id.text() + ": " + policy::sentence(event, recorded.facts);
}

}  // namespace relay::rollout
