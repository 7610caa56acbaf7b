#include "relay/feed/mirror.h"

#include <algorithm>
#include <utility>

#include "policy/require.h"
#include "relay/feed/outcome.h"
#include "relay/feed/suspicion.h"

namespace relay::feed {
namespace {

using catalog::CheckRow;
using catalog::NewRelease;
using policy::Instant;

// The same bytes at the same path are as old as they were, whatever the adapter could know.
void keep_times(store::Tree& tree, const store::Tree& before) {
  for (store::File& file : tree.files) {
    const store::File* const old = before.find(file.path);
    if (old != nullptr && old->digest == file.digest) file.modified = old->modified;
  }
}

// What one transaction recorded.
struct Recorded {
  std::optional<policy::Sequence> accepted{};
  std::vector<std::string> suspected{};  ///< A sentence for each release.
  std::vector<bool> quarantined{};       ///< Of each fault: whether it was quarantined just now.
};

bool quarantine(db::Transaction& tx, const CheckRow& check, const Fault& fault) {
  if (fault.kind != Fault::Kind::Refused) return false;
  return catalog::quarantine(tx,
                             {.feed = check.feed,
                              .part = fault.part,
                              .version = fault.version,
                              .reason = fault.what,
                              .at = check.at},
                             {.at = check.at});
}

std::string consequence(const Fault& fault, bool quarantined, const CheckRow& check) {
  if (quarantined) return "; quarantined, what was accepted before stays";
  if (fault.kind == Fault::Kind::Refused) return "; quarantined before, and no better now";
  return "; next attempt at " + policy::show(*check.next_attempt);
}

std::vector<std::string> story(const CheckRow& check, const std::vector<Fault>& faults,
                               const Recorded& recorded) {
  std::vector<std::string> said;
  if (recorded.accepted) {
    said.push_back(check.outcome + " as release " + std::to_string(recorded.accepted->number));
  }
  for (const std::string& sentence : recorded.suspected) said.push_back(sentence);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    said.push_back(sentence(faults[i]) + consequence(faults[i], recorded.quarantined[i], check));
  }
  return said;
}

std::string recovery(const Stock& stock, std::size_t back) {
  const std::size_t lost = stock.lost.size();
  return std::to_string(lost) + (lost == 1 ? " file" : " files") + " of release " +
         std::to_string(stock.known.release->release.sequence.number) +
         " had been lost from the store, " + std::to_string(back) + " came back";
}

}  // namespace

Mirror::Mirror(MirrorSettings settings, Feed& feed, net::Fetcher& fetcher, store::Store& store,
               db::Database& database)
    : settings_{std::move(settings)},
      feed_{feed},
      fetcher_{fetcher},
      store_{store},
      database_{database} {}

Round Mirror::round(Instant now, double fraction, const std::stop_token& stop) {
  const Stock stock = take_stock(database_, store_, settings_.feed);
  Visit visit{.fetcher = fetcher_,
              .store = store_,
              .known = stock.known,
              .now = now,
              .room = store_.room(settings_.keep_free),
              .stop = stop,
              .keep_free = settings_.keep_free};
  Survey survey = feed_.survey(visit);
  if (stop.stop_requested() && !survey.faults.empty()) {
    return {.next = now, .said = {told("stopped before this round was done")}};
  }
  const News news = news_of(std::move(survey.candidate), stock);

  const CheckRow check =
      check_row({.feed = settings_.feed,
                 .survey = survey,
                 .accepted = news.release ? std::optional{news.release->version} : std::nullopt,
                 .back = news.back ? std::optional{news.back->release.version} : std::nullopt,
                 .before = stock.check,
                 .now = now,
                 .every = settings_.every,
                 .fraction = fraction});
  const catalog::Deed deed{.at = now};
  const Recorded recorded = database_.write([&](db::Transaction& tx) {
    Recorded done;
    if (news.release) {
      done.accepted = catalog::accept(tx, *news.release, deed);
      done.suspected =
          suspect_replaced(tx, settings_.feed, settings_.suspect_if_replaced_within, deed);
    }
    // Said once: a person may trust the newer ones again while the vendor stays where it is.
    const bool is_there_still = stock.check && stock.check->outcome == check.outcome;
    if (news.back && !is_there_still) done.suspected = suspect_after(tx, *news.back, deed);
    for (const Fault& fault : survey.faults) {
      done.quarantined.push_back(quarantine(tx, check, fault));
    }
    catalog::note_check(tx, check);
    return done;
  });

  const auto is_back = [&](const store::File& file) { return store_.has(file.digest, file.size); };
  const auto back = static_cast<std::size_t>(std::ranges::count_if(stock.lost, is_back));
  Round done{.changed = news.release || back > 0 || !recorded.suspected.empty(),
             .next = *check.next_attempt,
             .said = story(check, survey.faults, recorded)};
  if (!stock.lost.empty()) done.said.push_back(recovery(stock, back));
  if (done.said.empty()) done.said.push_back(check.outcome);
  std::ranges::transform(done.said, done.said.begin(), [&](auto& said) { return told(said); });
  return done;
}

std::string Mirror::told(const std::string& what) const {
  return "feed '" + settings_.feed.text() + "': " + what;
}

Instant Mirror::due(Instant now) {
  const auto last =
      database_.read([&](db::Connection& db) { return catalog::check(db, settings_.feed); });
  if (!last || !last->next_attempt) return now;
  return std::min(*last->next_attempt, now + longest_wait(settings_.every));
}

Mirror::News Mirror::news_of(std::optional<Candidate> candidate, const Stock& stock) {
  if (!candidate) return {};
  for (const store::File& file : candidate->tree.files) {
    policy::require(store_.has(file.digest, file.size), "a candidate's files are in the store");
  }
  if (stock.whole_tree) keep_times(candidate->tree, *stock.whole_tree);
  store::Tree files = candidate->tree;
  const policy::Digest tree = store_.put(store::render(std::move(candidate->tree))).digest;
  const auto& newest = stock.known.release;
  if (newest && newest->release.tree == tree) return {};
  const auto releases =
      database_.read([&](db::Connection& db) { return catalog::releases(db, settings_.feed); });
  if (auto back = returned_to(store_, files, releases)) return {.back = std::move(back)};
  policy::Marks marks = std::move(candidate->marks);
  marks.unknown = marks.unknown && settings_.content == policy::ContentClass::Software;
  return {.release = NewRelease{.feed = settings_.feed,
                                .version = std::move(candidate->version),
                                .tree = tree,
                                .content = settings_.content,
                                .evidence = candidate->evidence,
                                .evidence_detail = std::move(candidate->evidence_detail),
                                .vendor_time = candidate->vendor_time,
                                .expires_at = candidate->expires_at,
                                .marks = std::move(marks),
                                .parts = std::move(candidate->parts)}};
}

}  // namespace relay::feed
