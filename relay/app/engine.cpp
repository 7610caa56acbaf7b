#include "relay/app/engine.h"

#include <limits>
#include <system_error>
#include <utility>

#include "policy/require.h"
#include "relay/app/audit_secrets.h"
#include "relay/app/feeds.h"
#include "relay/app/standing_world.h"
#include "relay/catalog/checks.h"
#include "relay/catalog/proposals.h"
#include "relay/catalog/revisions.h"
#include "relay/catalog/rollouts.h"
#include "relay/catalog/schema.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"
#include "relay/net/fetchers.h"
#include "relay/net/folder_fetcher.h"
#include "relay/rollout/rule_book.h"

namespace relay::app {
namespace {

using namespace std::chrono_literals;

constexpr policy::Span kAfterBreakOff = 1min;  // After a round that the disk broke off.
constexpr std::uint64_t kParts = 1'000'000;

double chance() {
  return static_cast<double>(crypto::random_below(kParts)) / kParts;
}

std::vector<std::filesystem::path> folders_of(const config::FeedSpec& spec) {
  const auto folder = folder_of(spec);
  return folder ? std::vector{*folder} : std::vector<std::filesystem::path>{};
}

/// The stages that a revision changes for anybody are its authors' from now on.
void note_authors(db::Transaction& tx, const rollout::Edit& edit, std::int64_t number,
                  const std::vector<std::string>& authors) {
  if (authors.empty()) return;
  for (const policy::Digest& stage : rollout::changed_stages(edit)) {
    for (const std::string& author : authors) {
      catalog::note_stage_author(tx, stage, author, number);
    }
  }
}

}  // namespace

struct Engine::Line {
  std::mutex mutex;  ///< Held for a round.
  std::unique_ptr<feed::Feed> adapter;
  net::FolderFetcher folders;  ///< The feed's own folder and no other.
  net::Fetchers upstream;
  feed::Mirror mirror;

  Line(const config::FeedSpec& spec, const policy::FeedRules& rules,
       std::unique_ptr<feed::Feed> made, Engine& engine)
      : adapter{std::move(made)},
        folders{folders_of(spec)},
        upstream{engine.network_, folders},
        mirror{{.feed = spec.id,
                .content = spec.content,
                .every = spec.every,
                .keep_free = engine.settings_.keep_free,
                .suspect_if_replaced_within = rules.suspect_if_replaced_within},
               *adapter,
               upstream,
               engine.store_,
               engine.state_} {}
};

Engine::Engine(Settings settings, const io::Clock& clock, net::Fetcher& network, io::Log& log,
               rollout::Rollout::Publish publish)
    : settings_{std::move(settings)},
      clock_{clock},
      network_{network},
      log_{log},
      store_{settings_.data / "store"},
      state_{state_file(settings_.data), catalog::migrations()},
      audit_{state_, audit_settings(settings_.data, settings_.audit, state_), log, clock.now()},
      ledger_{settings_.data / "ledger.db", settings_.loops, log},
      telemetry_{{.file = settings_.data / "telemetry.db",
                  .loops = settings_.loops,
                  .salt = crypto::random_below(std::numeric_limits<std::uint64_t>::max())},
                 log},
      trusted_clock_{clock, state_, log},
      publish_{std::move(publish)},
      rollout_{state_, store_, publish_} {}

Engine::~Engine() = default;

std::filesystem::path Engine::state_file(const std::filesystem::path& data) {
  return data / "state.db";
}

policy::Result<policy::Done, std::string> Engine::revise(const LoadedPolicy& loaded,
                                                         const catalog::Deed& deed) {
  const bool first = revision().number == 0;
  const auto before =
      state_.read([](db::Connection& db) { return catalog::revision_in_force(db); });
  const bool same = before && before->text == loaded.text;
  auto lines = make_lines(loaded, first && same);
  if (!lines) return policy::Refused{std::move(lines).error()};
  std::unique_lock lock{changing_};
  // Another text is recorded first: when that throws, nothing has changed.
  const auto recorded = same ? before->number : number_of(loaded, deed);
  if (!recorded) return policy::Refused{recorded.error()};
  const std::int64_t number = *recorded;
  if (same) note_file(loaded, number, deed);
  lines_ = std::move(*lines);
  revision_.with([&](rollout::Revision& revision) {
    revision = {.number = number,
                .document = loaded.policy.rules,
                .rules = std::make_shared<rollout::RuleBook>()};
  });
  kinds_.with([&](auto& kinds) {
    kinds.clear();
    for (const auto& spec : loaded.policy.feeds) kinds.emplace(spec.id, spec.kind);
  });
  lock.unlock();
  ledger_.follow(loaded.policy.rules.groups);
  log_.notice("policy revision " + std::to_string(number) + " is in force");
  turn_revised(first);
  return policy::Done{};
}

policy::Result<Engine::Lines, std::string> Engine::make_lines(const LoadedPolicy& loaded,
                                                              bool must_serve) {
  Lines lines;
  for (const config::FeedSpec& spec : loaded.policy.feeds) {
    auto adapter =
        make_feed(spec, spec.user_agent.empty() ? settings_.user_agent : spec.user_agent);
    if (adapter) {
      const auto* const rules = rollout::feed_of(loaded.policy.rules, spec.id);
      policy::require(rules != nullptr, "a feed that is read has its rules");
      lines.emplace(spec.id, std::make_unique<Line>(spec, *rules, std::move(*adapter), *this));
      continue;
    }
    const std::string why = "feed '" + spec.id.text() + "': " + adapter.error();
    if (!must_serve) return policy::Refused{why};
    log_.error(why + "; it is served, but not mirrored until the policy is read again");
  }
  return lines;
}

policy::Result<std::int64_t, std::string> Engine::number_of(const LoadedPolicy& loaded,
                                                            const catalog::Deed& deed) {
  using Number = policy::Result<std::int64_t, std::string>;
  const auto before = revision_.with([](const rollout::Revision& now) { return now.document; });
  auto number = state_.write([&](db::Transaction& tx) -> Number {
    if (loaded.along) {
      const auto agreed = loaded.along(tx);
      if (!agreed) return policy::Refused{agreed.error()};
    }
    if (unnoted_) catalog::note_policy_file(tx, unnoted_->row, unnoted_->deed);
    const auto digest = crypto::sha256(loaded.text);
    const auto next = catalog::revise(tx, loaded.text, digest, deed);
    if (!loaded.file.empty()) catalog::note_policy_file(tx, {loaded.file, digest, next}, deed);
    note_authors(tx, {before, loaded.policy.rules}, next, loaded.authors);
    catalog::void_overtaken(tx, "policy", catalog::kThePolicy, std::to_string(next), deed);
    return next;
  });
  if (number) unnoted_.reset();
  return number;
}

// The file holds what is in force already. A relay starts even where that cannot be noted; then it
// is noted with the next revision, or the file would count as changed and take that one back.
void Engine::note_file(const LoadedPolicy& loaded, std::int64_t number, const catalog::Deed& deed) {
  const auto digest = crypto::sha256(loaded.text);
  const auto last = state_.read([](db::Connection& db) { return catalog::policy_file(db); });
  if (loaded.file.empty() || (last && last->digest == digest)) return;
  unnoted_ = Reading{{loaded.file, digest, number}, deed};
  try {
    state_.write(
        [&](db::Transaction& tx) { catalog::note_policy_file(tx, unnoted_->row, unnoted_->deed); });
    unnoted_.reset();
  } catch (const db::Failure& failure) {
    log_.error(std::string{"what the policy file holds cannot be noted: "} + failure.what());
  }
}

// The revision is in force, and serving does not wait for a disk that takes no more: the turns that
// follow try again.
void Engine::turn_revised(bool first) {
  const auto why = why_not_turned();
  if (!why) return;
  log_.error("nothing new opens until the next turn, for this one failed: " + *why);
  if (first) publish_(standing_world(state_, store_, revision(), clock_suspect(), clock_.now()));
}

std::optional<std::string> Engine::why_not_turned() {
  try {
    turn_now();
    return std::nullopt;
  } catch (const db::Failure& failure) {
    return failure.what();
  } catch (const std::system_error& failure) {
    return failure.what();
  }
}

rollout::Revision Engine::revision() const {
  auto revision = revision_.with([](const rollout::Revision& now) { return now; });
  revision.evidence = ledger_.evidence();
  revision.single_person = settings_.single_person();
  return revision;
}

std::vector<policy::FeedId> Engine::feeds() const {
  std::vector<policy::FeedId> feeds;
  for (const auto& [feed, line] : lines_) feeds.push_back(feed);
  return feeds;
}

std::span<const feed::GoesBack> Engine::going_back(const policy::FeedId& feed) const {
  const auto kind = kinds_.with([&](const auto& kinds) {
    const auto found = kinds.find(feed);
    return found == kinds.end() ? std::optional<config::FeedKind>{} : std::optional{found->second};
  });
  return kind ? app::going_back(*kind) : std::span<const feed::GoesBack>{};
}

Engine::Line& Engine::line(const policy::FeedId& feed) {
  const auto found = lines_.find(feed);
  policy::require(found != lines_.end(), "a round is asked of a feed of the policy");
  return *found->second;
}

feed::Round Engine::round(const policy::FeedId& feed, const std::stop_token& stop) {
  Line& feeds_line = line(feed);
  const std::lock_guard lock{feeds_line.mutex};
  try {
    feed::Round done = feeds_line.mirror.round(clock_.now(), chance(), stop);
    for (const std::string& sentence : done.said) log_.notice(sentence);
    if (done.changed) turn_now();
    return done;
  } catch (const std::system_error& failure) {
    note_failure(feed, failure.what());
    throw;
  }
}

void Engine::note_failure(const policy::FeedId& feed, const std::string& what) {
  state_.write([&](db::Transaction& tx) {
    const auto before = catalog::check(tx, feed);
    const auto now = clock_.now();
    catalog::note_check(tx, {.feed = feed,
                             .at = now,
                             .outcome = what,
                             .alarms = before ? before->alarms : std::vector<std::string>{},
                             .next_attempt = now + kAfterBreakOff,
                             .failures = (before ? before->failures : 0) + 1});
  });
}

policy::Instant Engine::due(const policy::FeedId& feed) {
  return line(feed).mirror.due(clock_.now());
}

std::optional<policy::Instant> Engine::turn() {
  return turning_.run([this] { return one_turn(); });
}

std::optional<policy::Instant> Engine::one_turn() {
  const auto doubt = clock_suspect();
  trusted_clock_.note();
  const std::lock_guard lock{changing_};
  const auto turned = rollout_.turn(revision(), doubt, clock_.now());
  for (const std::string& sentence : turned.happened) log_.notice(sentence);
  return turned.next;
}

void Engine::turn_now() {
  turn();
  if (settings_.turned) settings_.turned();
}

bool Engine::record() {
  const auto now = clock_.now();
  audit_.note_head(now);
  telemetry_.record(now);
  return ledger_.record(now);
}

void Engine::finish_recording() {
  const auto now = clock_.now();
  audit_.note_head_now(now);
  telemetry_.finish(now);
  ledger_.finish(now);
}

std::optional<std::string> Engine::clock_suspect() {
  return trusted_clock_.doubt();
}

policy::Result<policy::Done, std::string> Engine::confirm_clock(const catalog::Deed& deed) {
  const auto confirmed = trusted_clock_.confirm(deed);
  if (confirmed) turn_now();
  return confirmed;
}

}  // namespace relay::app
