#include "config/scenario_vendor.h"

#include <algorithm>
#include <map>

#include "config/fields.h"
#include "config/guess.h"
#include "config/shares.h"
#include "config/values.h"

namespace config {
namespace {

using policy::Instant;
using policy::simulate::Damage;
using policy::simulate::Fault;
using policy::simulate::Publication;

policy::Marks read_marks(Problems& problems, const Node* node) {
  policy::Marks marks;
  if (node == nullptr) return marks;
  const Fields fields{problems, *node, {"marks", {"major", "kernel", "unknown", "engine"}}};
  marks.major = flag(problems, fields.get("major")).value_or(false);
  marks.kernel = flag(problems, fields.get("kernel")).value_or(false);
  marks.unknown = flag(problems, fields.get("unknown")).value_or(false);
  marks.engine = text(problems, fields.get("engine"), "an engine's version").value_or("");
  if (node->kind == Node::Kind::Map && node->entries.empty()) {
    problems.add(node->at, "empty 'marks' say nothing; leave them out");
  }
  return marks;
}

std::optional<Fault> read_fault(Problems& problems, const Node* node,
                                const std::vector<std::string>& models) {
  if (node == nullptr) return std::nullopt;
  const Fields fields{problems, *node, {"a bad release", {"does", "after", "share", "model"}}};
  Fault fault;
  const Words<Damage> words = damages();
  fault.does = word(problems, fields.need("does"), words).value_or(fault.does);
  fault.after = span(problems, fields.get("after")).value_or(fault.after);
  fault.share = percent(problems, fields.get("share")).value_or(fault.share);
  const Node* const model = fields.get("model");
  fault.model = text(problems, model, "a model of the fleet").value_or("");
  if (!fault.model.empty() && std::ranges::count(models, fault.model) == 0) {
    problems.add(model->at, "no group of the fleet has model '" + fault.model + "'",
                 guess(fault.model, models));
  }
  return fault;
}

/// The releases of a vendor while they are read.
class Releases {
 public:
  explicit Releases(Problems& problems) : problems_{problems} {}

  /// Complains once of an entry.
  void add(Publication publication, Spot at) {
    if (at != complained_) check(publication, at);
    seen_.try_emplace(publication.version.text(), at.line);
    all_.push_back(std::move(publication));
  }
  bool full() const { return all_.size() >= policy::simulate::kMostPublications; }
  std::vector<Publication> all() && { return std::move(all_); }

 private:
  void check(const Publication& publication, Spot at) {
    const std::string& version = publication.version.text();
    if (!all_.empty() && publication.at < all_.back().at) {
      complained_ = at;
      problems_.add(at, "releases stand in order of time, and '" + version + "' comes at " +
                            policy::show(publication.at) + ", before '" +
                            all_.back().version.text() + "' at " + policy::show(all_.back().at));
    }
    if (const auto first = seen_.find(version); first != seen_.end()) {
      complained_ = at;
      problems_.add(at, "version '" + version + "' is there twice; it is already in line " +
                            std::to_string(first->second));
    }
  }

  Problems& problems_;
  std::vector<Publication> all_{};
  std::map<std::string, unsigned> seen_{};
  Spot complained_{};
};

void add_full(Problems& problems, Spot at) {
  problems.add(at, "a scenario has at most " + std::to_string(policy::simulate::kMostPublications) +
                       " releases");
}

/// "nightly" every day is "nightly-1", "nightly-2" …
void read_series(Problems& problems, const Node& node, const Lifetime& lifetime,
                 Releases& releases) {
  const Fields fields{
      problems, node, {"a series of releases", {"every", "from", "until", "version", "marks"}}};
  const auto every = lasting(problems, fields.get("every"));
  const auto from = moment(problems, fields.need("from"), lifetime);
  const auto until = moment(problems, fields.need("until"), lifetime);
  const auto name = version(problems, fields.need("version"));
  const auto marks = read_marks(problems, fields.get("marks"));
  if (!every || !from || !until || !name) return;
  if (*until <= *from) {
    problems.add(fields.get("until")->at, "a series ends after it begins");
    return;
  }
  std::size_t number = 0;
  for (Instant at = *from; at < *until; at += *every) {
    const auto full_name =
        policy::VersionText::parse(name->text() + '-' + std::to_string(++number));
    if (!full_name) {
      add_unexpected(problems, *fields.get("version"),
                     "the beginning of a version, and a shorter one");
      return;
    }
    if (releases.full()) return add_full(problems, node.at);
    releases.add({.at = at, .version = *full_name, .marks = marks}, node.at);
  }
}

void read_release(Problems& problems, const Node& node, const Lifetime& lifetime,
                  const std::vector<std::string>& models, Releases& releases) {
  const Fields fields{problems, node, {"a release", {"at", "version", "bad", "marks"}}};
  const auto at = moment(problems, fields.need("at"), lifetime);
  const auto name = version(problems, fields.need("version"));
  const auto fault = read_fault(problems, fields.get("bad"), models);
  const auto marks = read_marks(problems, fields.get("marks"));
  if (!at || !name) return;
  if (releases.full()) return add_full(problems, node.at);
  releases.add({.at = *at, .version = *name, .fault = fault, .marks = marks}, node.at);
}

bool is_series(const Node& node) {
  return std::ranges::count(node.entries, "every", &Entry::key) > 0;
}

}  // namespace

Words<Damage> damages() {
  Words<Damage> words;
  for (const Damage damage : {Damage::FallSilent, Damage::Fail, Damage::FalsePositive}) {
    words.emplace_back(policy::simulate::word(damage), damage);
  }
  return words;
}

std::vector<Publication> read_vendor(Problems& problems, const Node* node, const Lifetime& lifetime,
                                     const std::vector<std::string>& models) {
  Releases releases{problems};
  for (const Node* const item :
       items(problems, node, "a list such as [{ at: 2h, version: \"27500\" }]")) {
    if (is_series(*item)) {
      read_series(problems, *item, lifetime, releases);
    } else {
      read_release(problems, *item, lifetime, models, releases);
    }
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "a vendor who publishes nothing shows nothing of a policy");
  }
  return std::move(releases).all();
}

}  // namespace config
